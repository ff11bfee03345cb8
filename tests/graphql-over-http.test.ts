import { createSampleDatabase } from '@reelhouse/test-database';
import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { runHouse } from './running-house.ts';

const { url } = await runHouse(await createSampleDatabase());
const audits = serverAudits({ url });

test.each(audits.filter(({ name }) => name.startsWith('MUST')))('$id: $name', async (audit) => {
  expect(await audit.fn()).toMatchObject({ status: 'ok' });
});
