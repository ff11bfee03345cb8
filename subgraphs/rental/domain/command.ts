import type { Identity } from '@reelhouse/auth';
import type { Clock } from '@reelhouse/clock';
import type { OnPoint, Sql } from '@reelhouse/database';
import type { Entities } from '@reelhouse/entity-client';
import type { UserError } from '@reelhouse/errors';
import type { IdempotentCommand } from '@reelhouse/idempotency';
import type { Acting } from './acting-staff.ts';

/**
 * Where a test may let a rival act: `asked` is when the facts of other domains are known and nothing is locked yet,
 * `checked` when the copies are locked and found to be right, and nothing is written yet.
 */
export type CommandPoint = 'asked' | 'checked';

/** What a command works with. */
export interface CommandServices {
  readonly sql: Sql;
  readonly clock: Clock;
  /** Asked before the transaction begins: nothing is locked across a network call. */
  readonly entities: Entities;
  /** Who calls; undefined for somebody who has not signed in. */
  readonly identity?: Identity | undefined;
  /** The W3C trace that the command belongs to. */
  readonly traceparent?: string;
  readonly onPoint?: OnPoint<CommandPoint>;
}

/** What every command is given. */
export interface CommandInput {
  readonly idempotencyKey: string;
  /** The member of the staff who acts, whom only a service has to name: see `actingStaff`. */
  readonly staffId?: string | null;
}

/** The rentals that a command made or changed, by their keys; null if it was refused. */
export interface RentalsResult {
  readonly rentalIds: readonly number[] | null;
  readonly userErrors: readonly UserError[];
}

/** The copies that a command made or changed, by their keys; null if it was refused. */
export interface CopiesResult {
  readonly copyIds: readonly number[] | null;
  readonly userErrors: readonly UserError[];
}

/** The call of a command, as its idempotency key is kept for it. Keys belong to whoever has signed in. */
export function callOf(command: string, input: CommandInput, clock: Clock, { caller }: Acting): IdempotentCommand {
  return { command, caller, key: input.idempotencyKey, input, clock };
}
