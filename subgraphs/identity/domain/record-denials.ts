import { principalOf } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import { parseId, type Sql } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';
import { countDenials, type CountedDenial } from '../store/access-denial.ts';
import type { DoneResult } from './command.ts';

/** Denials that are alike, as a gateway tells of them. */
export interface Denial {
  /** The `sub` of the token; null for somebody who has not signed in. */
  readonly subject?: string | null;
  readonly clientAddress?: string | null;
  /** `Type.field`; or a type; or `other`, for all that a gateway has no room to tell apart. */
  readonly coordinate: string;
  readonly operationName?: string | null;
  readonly count: number;
  /** Any moment of the minute. */
  readonly minute: Date;
}

const mostDenials = 1000;
const longest = { subject: 256, clientAddress: 100, coordinate: 200, operationName: 200 } as const;
const coordinateForm = /^[A-Z_a-z]\w*(?:\.[A-Z_a-z]\w*)?$/;

/**
 * Counts denials, with others of the same minute, subject, address and coordinate, whichever call told of them. They become
 * entries of the audit log when no gateway tells of their minute any more.
 *
 * @throws `BAD_USER_INPUT` that names what is not as the schema says; then none is counted.
 */
export async function recordDenials(
  { sql, clock }: { readonly sql: Sql; readonly clock: Clock },
  denials: readonly Denial[],
): Promise<DoneResult> {
  if (denials.length > mostDenials) throw badUserInput('input.denials', `must be at most ${mostDenials}`);
  const counted = denials.map((denial, index) => check(denial, `input.denials.${index}`));
  if (counted.length > 0) await countDenials(sql, counted, clock.now());
  return { userErrors: [] };
}

function check(denial: Denial, path: string): CountedDenial {
  const { subject, clientAddress, coordinate, operationName, count, minute } = denial;
  for (const [field, length] of Object.entries(longest)) {
    const text = denial[field as keyof typeof longest];
    if (text == null) continue;
    if (text === '' || text.length > length)
      throw badUserInput(`${path}.${field}`, `must be 1 to ${length} characters`);
    if (/\p{Cc}/u.test(text)) throw badUserInput(`${path}.${field}`, 'must not have control characters');
  }
  if (!coordinateForm.test(coordinate))
    throw badUserInput(`${path}.coordinate`, 'must be of the form Type.field or Type');
  if (count < 1) throw badUserInput(`${path}.count`, 'must be at least 1');
  return {
    ...actorOf(subject),
    clientAddress: clientAddress ?? null,
    coordinate,
    operationName: operationName ?? null,
    count,
    minute: minute.toISOString(),
  };
}

/** Whoever is nobody of the chain, such as a service, is counted as nobody. */
function actorOf(subject: string | null | undefined): Pick<CountedDenial, 'actorKind' | 'actorId'> {
  const principal = subject == null ? undefined : principalOf({ subject });
  const id = principal && parseId(String(principal.id));
  return principal && id !== undefined
    ? { actorKind: principal.kind, actorId: id }
    : { actorKind: null, actorId: null };
}
