import { createHash, randomBytes } from 'node:crypto';
import type { Principal } from '@reelhouse/auth';
import type { Transaction } from '@reelhouse/database';
import { writePasswordLink } from '../store/password-link.ts';

/** How long a link is good, in seconds. */
export const passwordLinkLifetime = 30 * 60;

/** A link by which a password is set without the old one. */
export interface PasswordLink {
  /** The secret part of the link: whoever has it can set the password, once. */
  readonly token: string;
  readonly expiresAt: Date;
}

const tokenForm = /^[\w-]{43}$/;

/** The hash that a token is known by; undefined if it cannot be one. */
export function hashPasswordToken(token: string): Buffer | undefined {
  return tokenForm.test(token) ? createHash('sha256').update(token).digest() : undefined;
}

/**
 * Makes a link for a principal; any other one of theirs is not good any more.
 *
 * @param restSeconds nothing is made if another one was made within so many seconds.
 */
export async function makePasswordLink(
  tx: Transaction,
  principal: Principal,
  at: Date,
  restSeconds = 0,
): Promise<PasswordLink | undefined> {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest();
  const expiresAt = after(at, passwordLinkLifetime);
  const unlessAfter = after(expiresAt, -restSeconds);
  return (await writePasswordLink(tx, principal, { tokenHash, expiresAt, unlessAfter }))
    ? { token, expiresAt }
    : undefined;
}

function after(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
