import { createHash } from 'node:crypto';
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
}

/** The hash of what makes two subscriptions the same. */
export function subscriptionKey({ key, version, variables, scopes, viewer }: SubscriptionIdentity): string {
  const parts = [key, version, variables, scopes, viewer === undefined ? [] : [viewer]];
  return createHash('sha256').update(JSON.stringify(parts, inOrder)).digest('base64url');
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
