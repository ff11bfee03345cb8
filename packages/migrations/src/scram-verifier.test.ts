import { expect, test } from 'vitest';
import { scramVerifier } from './scram-verifier.ts';
import { createTestDatabase } from './test-database.fixture.ts';

test('is that of the example in RFC 7677', async () => {
  expect(await scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==' +
      '$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('is what the server makes of the same password and salt, and the server keeps ours as it is', async () => {
  await using database = await createTestDatabase();
  const { sql, name } = database;
  const kept = async () => {
    const [row] = await sql<{ verifier: string }[]>`
      select rolpassword as verifier from pg_authid where rolname = ${`${name}_scram`}`;
    return row?.verifier ?? '';
  };
  await sql.unsafe(`set password_encryption = 'scram-sha-256'; create role ${name}_scram password 'a-password'`);
  const theirs = await kept();
  const salt = Buffer.from(/4096:([^$]+)\$/.exec(theirs)?.[1] ?? '', 'base64');
  expect(await scramVerifier('a-password', salt)).toBe(theirs);

  const ours = await scramVerifier('a-password');
  expect(ours).not.toBe(theirs);
  await sql.unsafe(`alter role ${name}_scram password '${ours}'`);
  expect(await kept()).toBe(ours);
});
