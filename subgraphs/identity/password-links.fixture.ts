import { createLogger } from '@reelhouse/logging';
import type { TestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, expect } from 'vitest';
import { openDoor, type Door } from './door.fixture.ts';
import type { DoneResult } from './domain/command.ts';
import { Later } from './domain/later.ts';
import type { PasswordResetNotice, PasswordResetNotifier } from './domain/password-reset-notifier.ts';
import {
  requestPasswordReset,
  type PasswordResetRequest,
  type PasswordResetServices,
} from './domain/request-password-reset.ts';
import { resetPassword } from './domain/reset-password.ts';

/** The identity subgraph, and people who have forgotten their passwords. */
export interface ForgetfulPeople extends Door {
  /** What the request of a link works with. */
  readonly resets: (notifier?: PasswordResetNotifier) => PasswordResetServices;
  /** The links that were sent in the present test. */
  readonly notices: PasswordResetNotice[];
  /** Asks for a link, and waits until it is sent or not. */
  readonly request: (input: PasswordResetRequest, notifier?: PasswordResetNotifier) => Promise<DoneResult>;
  /** The token of a new link of Ann's. */
  readonly link: () => Promise<string>;
  readonly reset: (token: string, newPassword?: string) => ReturnType<typeof resetPassword>;
  /** Signs Ann in; the errors. */
  readonly signIn: (password: string) => Promise<unknown[]>;
  /** What is on record of the present test. */
  readonly kinds: () => Promise<string[]>;
}

/** What a command answers that was done. */
export const done = { userErrors: [] };

/** What is answered of a link that is not good. */
export const invalidLink = {
  userErrors: [expect.objectContaining({ code: 'LINK_INVALID', path: ['input', 'token'] })],
};

/** Opens the identity subgraph on a database of the test file. Each test begins an hour later, and without links. */
export async function openForgetfulPeople(database: TestDatabase): Promise<ForgetfulPeople> {
  const { sql } = database;
  const door = openDoor(database);
  const { clock, services, ask } = door;
  const log = createLogger({ name: 'test', level: 'silent' });
  const later = new Later();
  const notices: PasswordResetNotice[] = [];
  const collecting: PasswordResetNotifier = { send: async (notice) => void notices.push(notice) };

  await door.addAccount({ kind: 'customer', id: 1, name: 'ann@example.com' });
  await door.addAccount({ kind: 'customer', id: 2, name: 'closed@example.com', active: false });
  await door.addAccount({ kind: 'staff', id: 1, name: 'boss', manager: true });
  await door.addAccount({ kind: 'staff', id: 2, name: 'clerk', password: null });
  await door.addAccount({ kind: 'staff', id: 3, name: 'elsewhere' });
  await door.addAccount({ kind: 'staff', id: 4, name: 'former', active: false });
  await door.addAccount({ kind: 'staff', id: 5, name: 'other.boss', manager: true });
  await sql`update identity.login_name set store_id = 2 where principal_kind = 'staff' and principal_id = 3`;

  beforeEach(async () => {
    notices.length = 0;
    clock.advance(3600);
    await sql`truncate identity.password_link, identity.sign_in_throttle, identity.audit_entry`;
  });
  afterEach(() => later.settled());

  const resets = (notifier = collecting): PasswordResetServices => ({ ...services(), notifier, later, log });
  async function request(input: PasswordResetRequest, notifier = collecting): Promise<DoneResult> {
    const answer = await requestPasswordReset(resets(notifier), input);
    await later.settled();
    return answer;
  }
  return {
    ...door,
    resets,
    notices,
    request,
    async link() {
      await request({ email: 'ann@example.com' });
      return notices.at(-1)!.token;
    },
    reset: (token, newPassword = 'something new') => resetPassword(services(), { token, newPassword }),
    async signIn(given) {
      const mutation = `mutation ($email: String!, $password: String!) {
        signInCustomer(input: { email: $email, password: $password }) { userErrors { code } } }`;
      const answer = await ask(mutation, { email: 'ann@example.com', password: given });
      return answer['signInCustomer'].userErrors as unknown[];
    },
    async kinds() {
      const rows = await sql<{ kind: string }[]>`select kind from identity.audit_entry order by audit_id`;
      return rows.map(({ kind }) => kind);
    },
  };
}
