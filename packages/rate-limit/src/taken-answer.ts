import type { QuotaUse } from './quota.ts';
import type { Taken } from './rate-limits.ts';

const whose = { address: 'this address', identity: 'this account' };

/** Where nothing is limited. */
export const unlimited: Taken = { allowed: true, headers: {} };

/**
 * Says what became of an attempt, in the header fields of draft-ietf-httpapi-ratelimit-headers-10.
 *
 * @param uses after the attempt; at least one.
 * @param cost of the operation; undefined if nothing of it was looked at.
 * @param now in milliseconds since 1970.
 */
export function takenAnswer(uses: readonly QuotaUse[], cost: number | undefined, now: number): Taken {
  const policy = uses.map(({ quota }) => quota.policy).join(', ');
  const left = uses.map((use) => `"${use.quota.name}";r=${remaining(use)};t=${secondsLeft(use, now)}`).join(', ');
  const headers = { 'ratelimit-policy': policy, ratelimit: left };
  const refused = uses.filter(({ fits }) => !fits);
  const [first] = refused;
  if (!first) return { allowed: true, headers };
  const never = refused.find(({ quota }) => cost !== undefined && cost > quota.limit.cost);
  if (never) {
    const { limit, name } = never.quota;
    const may = `${whose[name]} may ask for ${limit.cost} in ${limit.seconds} s`;
    return { allowed: false, reason: `The operation costs ${cost}, and ${may}: ask for less at a time.`, headers };
  }
  const wait = Math.max(...refused.map((use) => secondsLeft(use, now)));
  const reason = `${remaining(first)} is left of what ${whose[first.quota.name]} may ask for`;
  const asked = cost === undefined ? '' : `, and the operation costs ${cost}`;
  return {
    allowed: false,
    reason: `${reason}${asked}: ask again in ${wait} s.`,
    headers: { ...headers, 'retry-after': String(wait) },
  };
}

function remaining({ quota, window }: QuotaUse): number {
  return Math.max(0, quota.limit.cost - window.taken);
}

function secondsLeft({ window }: QuotaUse, now: number): number {
  return Math.max(1, Math.ceil((window.endsAt - now) / 1000));
}
