import { principalOf, type Identity, type PrincipalKind } from '@reelhouse/auth';
import type { Reference } from '@reelhouse/subgraph';
import { rightsOf } from '../domain/viewer-rights.ts';
import { currentSession, sessionsOf } from '../domain/viewer-sessions.ts';
import type { ViewerKind, ViewerResolvers } from '../generated/resolvers.ts';

const kinds = { customer: 'CUSTOMER', staff: 'STAFF' } as const satisfies Record<PrincipalKind, ViewerKind>;

export const viewer: ViewerResolvers = {
  id: ({ subject }) => subject,
  kind(identity) {
    const principal = principalOf(identity);
    return principal ? kinds[principal.kind] : null;
  },
  scopes: ({ scopes }) => scopes,
  storeId: ({ storeId }) => storeId ?? null,
  customer: (identity) => referenceTo('customer', identity),
  staff: (identity) => referenceTo('staff', identity),
  session: (identity, _args, { commands }) => currentSession(commands, identity),
  sessions: (identity, _args, { commands }) => sessionsOf(commands, identity),
  can: rightsOf,
};

function referenceTo(kind: PrincipalKind, identity: Identity): Reference | null {
  const principal = principalOf(identity);
  return principal?.kind === kind ? { id: principal.id } : null;
}
