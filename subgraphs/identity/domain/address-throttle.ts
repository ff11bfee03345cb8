import { createHash } from 'node:crypto';
import type { UserError } from '@reelhouse/errors';
import { blockedUntil, blockKey, countFailure } from '../store/sign-in-throttle.ts';
import { networkOf } from './client-network.ts';
import type { CommandServices } from './command.ts';
import { throttle, tooManyAttempts } from './throttle.ts';

/** What strangers may ask for, so often from one address. */
export type AskedByStrangers = 'registration' | 'password reset';

/**
 * Counts what a stranger asks for. It is not told apart what comes of it, so the count tells nothing.
 *
 * @returns the refusal, if the address has asked for more than 50 within 15 minutes; nothing where it is not known.
 */
export async function askedTooOften(
  { sql, clock, clientAddress }: Pick<CommandServices, 'sql' | 'clock' | 'clientAddress'>,
  what: AskedByStrangers,
): Promise<UserError | undefined> {
  if (!clientAddress) return undefined;
  const keyHash = createHash('sha256')
    .update(JSON.stringify([what, networkOf(clientAddress)]))
    .digest('hex');
  const at = clock.now();
  const end = new Date(at.getTime() + throttle.window * 1000);
  const allowed = await sql.begin(async (tx) => {
    const [counted] = await countFailure(tx, [keyHash], { at, forgottenAt: end });
    if (!counted) return false;
    if (counted.failures >= throttle.addressLimit) await blockKey(tx, keyHash, { until: end, forgottenAt: end });
    return true;
  });
  return allowed ? undefined : tooManyAttempts(await blockedUntil(sql, [keyHash], at));
}
