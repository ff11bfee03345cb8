import type { Identity } from './identity.ts';
import { principalOf } from './principal.ts';

/** For whom rows are read: what a row policy decides by. */
export type Viewer =
  /** Somebody who has not signed in, or whom nothing is known of: sees what is public. */
  | { readonly kind: 'nobody' }
  /** Sees what is their own. */
  | { readonly kind: 'customer'; readonly customerId: number }
  /** Sees customers, and what belongs to the store that they work in. */
  | { readonly kind: 'staff'; readonly staffId: number; readonly storeId: number; readonly isManager: boolean }
  /** A part of the chain that works by itself, for nobody in particular: sees all rows. */
  | { readonly kind: 'service' };

/** What tokens of services are told apart by; nobody who signs in is given it. */
export const serviceScope = 'service';

const nobody: Viewer = { kind: 'nobody' };
const service: Viewer = { kind: 'service' };
const viewers = new WeakMap<Identity, Viewer>();

/**
 * For whom rows are read on behalf of an identity. Whoever it is, the scopes decide: an identity without the scope of its
 * kind is nobody, and so is a member of the staff whose store is not known.
 */
export function viewerOf(identity: Identity | undefined): Viewer {
  if (!identity) return nobody;
  let viewer = viewers.get(identity);
  if (!viewer) {
    viewer = read(identity);
    viewers.set(identity, viewer);
  }
  return viewer;
}

function read(identity: Identity): Viewer {
  const { subject, scopes, storeId } = identity;
  if (subject.startsWith(`${serviceScope}:`)) return scopes.includes(serviceScope) ? service : nobody;
  const principal = principalOf(identity);
  if (!principal || !scopes.includes(principal.kind)) return nobody;
  if (principal.kind === 'customer') return { kind: 'customer', customerId: principal.id };
  if (storeId === undefined) return nobody;
  return { kind: 'staff', staffId: principal.id, storeId, isManager: scopes.includes('manager') };
}

/**
 * The identity of a part of the chain that asks another by itself, rather than for somebody: a job, a consumer of events,
 * the gateway. It may see every field and every row.
 *
 * @param name of the subgraph, or `gateway`.
 */
export function serviceIdentity(name: string): Identity {
  return {
    subject: `${serviceScope}:${name}`,
    scopes: [serviceScope, 'customer', 'staff', 'manager'],
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
}
