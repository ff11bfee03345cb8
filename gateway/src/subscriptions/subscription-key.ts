import { createHash } from 'node:crypto';
import type { Identity } from '@reelhouse/auth';
import type { Variables } from './executable-subscription.ts';

/** What makes two subscriptions the same. */
export interface SubscriptionIdentity {
  /** Stands for the document, the operation and the version of the schema. */
  readonly key: string;
  /** Tells versions of the schema apart, should a key not. */
  readonly version: number;
  /** Those in which they may not differ. */
  readonly variables: Variables;
  readonly scopes: string;
  /** Who asks, where the result depends on it. */
  readonly viewer: string | undefined;
  /** Which events they are told of. */
  readonly audience: string;
}

/** The hash of what makes two subscriptions the same. */
export function subscriptionKey(identity: SubscriptionIdentity): string {
  const { key, version, variables, scopes, viewer, audience } = identity;
  const parts = [key, version, variables, scopes, viewer === undefined ? [] : [viewer], audience];
  return createHash('sha256').update(JSON.stringify(parts, inOrder)).digest('base64url');
}

/** Stands for who asks, with all that their token says: it may have changed since another token of theirs was made. */
export function viewerKey(viewer: string, identity: Identity | undefined): string {
  return identity ? JSON.stringify([viewer, identity.storeId ?? null, identity.sessionId ?? null]) : viewer;
}

/** Variables without some of them. */
export function withoutVariables(variables: Variables, without: readonly string[]): Variables {
  if (without.length === 0) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !without.includes(name)));
}

/** Fields in the order of their names: clients write them in any. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
