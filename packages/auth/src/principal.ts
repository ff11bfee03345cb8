import type { Identity } from './identity.ts';

/** The two kinds of people who sign in. */
export type PrincipalKind = 'customer' | 'staff';

/** Somebody who signs in. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** The id of the customer or of the member of the staff. */
  readonly id: number;
}

const form = /^(customer|staff):([1-9]\d{0,9})$/;

/** Who an identity is in the chain; undefined if it is nobody of the chain, such as a service. */
export function principalOf({ subject }: Pick<Identity, 'subject'>): Principal | undefined {
  const [, kind, id] = form.exec(subject) ?? [];
  return kind === 'customer' || kind === 'staff' ? { kind, id: Number(id) } : undefined;
}

/** The subject of a principal's tokens. */
export function subjectOf({ kind, id }: Principal): string {
  return `${kind}:${id}`;
}
