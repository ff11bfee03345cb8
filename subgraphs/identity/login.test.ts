import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { openForgetfulPeople } from './password-links.fixture.ts';
import { identitySubgraph } from './subgraph.ts';

const database = await createTestDatabase();
const { clock, link, reset, signIn } = await openForgetfulPeople(database);
const asked = askSubgraph(identitySubgraph, database, clock);

const login =
  '{ ... on Customer { login { loginName hasPassword lastSignInAt } } ... on Staff { login { loginName hasPassword lastSignInAt } } }';
const customer = (id: number | string) => ({ __typename: 'Customer', id: String(id) });
const member = (id: number | string) => ({ __typename: 'Staff', id: String(id) });

describe('how somebody signs in', () => {
  const { entities, statements } = asked.as(asService);

  test('is known of customers and staff, in the order that was asked, and null of others', async () => {
    const answer = await entities(
      [member(2), customer(999), customer(1), member(1), customer('x'), customer(2)],
      login,
    );
    expect(answer).toMatchObject([
      { login: { loginName: 'clerk', hasPassword: false } },
      { login: null },
      { login: { loginName: 'ann@example.com', hasPassword: true } },
      { login: { loginName: 'boss', hasPassword: true, lastSignInAt: null } },
      null,
      { login: { loginName: 'closed@example.com' } },
    ]);
  });

  test('says when it last was', async () => {
    await reset(await link(), 'known for certain');
    clock.advance(60);
    await signIn('known for certain');
    clock.advance(60);
    const at = clock.now().toISOString();
    await signIn('known for certain');
    clock.advance(60);
    await signIn('wrong');
    expect(await entities([customer(1)], login)).toMatchObject([{ login: { lastSignInAt: at } }]);
  });

  test('takes one statement, for a hundred as for one', async () => {
    statements.length = 0;
    const hundred = Array.from({ length: 100 }, (_, index) => customer(100 - index));
    const found = (await entities(hundred, login)) as { login: { loginName: string } | null }[];
    expect(found).toHaveLength(100);
    expect(found[99]?.login?.loginName).toBe('ann@example.com');
    expect(found[98]?.login?.loginName).toBe('closed@example.com');
    expect(statements).toHaveLength(1);
  });
});

// Members 1, 2, 4 and 5 are of store 1, member 3 is of store 2.
const people = [customer(1), customer(2), member(1), member(2), member(3)];

describe('how customers 1 and 2, and members 1, 2 and 3 of the staff sign in, is there for', () => {
  test.each<[string, Identity | undefined, boolean[]]>([
    ['nobody', undefined, [false, false, false, false, false]],
    ['a customer', asCustomer(1), [true, false, false, false, false]],
    ['another customer', asCustomer(3), [false, false, false, false, false]],
    ['a member of the staff', asStaff(2, 1), [true, true, false, true, false]],
    ['a member of another store', asStaff(3, 2), [true, true, false, false, true]],
    ['a manager', asManager(1, 1), [true, true, true, true, false]],
    ['a manager of another store', asManager(9, 2), [true, true, false, false, true]],
    ['a manager who is no staff', { ...asManager(1, 1), scopes: ['manager'] }, [false, false, false, false, false]],
    ['a service', asService, [true, true, true, true, true]],
  ])('%s', async (_, identity, seen) => {
    const answer = (await asked.as(identity).entities(people, login)) as { login: object | null }[];
    expect(answer.map((each) => each.login !== null)).toEqual(seen);
  });

  test('nobody of a hundred', async () => {
    const hundred = Array.from({ length: 100 }, (_, index) => (index % 2 ? customer(index) : member(index + 1)));
    const answer = (await asked.entities(hundred, login)) as object[];
    expect(answer).toEqual(hundred.map(() => ({ login: null })));
  });
});
