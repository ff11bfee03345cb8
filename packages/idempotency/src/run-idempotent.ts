import { createHash } from 'node:crypto';
import type { Clock } from '@reelhouse/clock';
import type { OnPoint, Sql, Transaction } from '@reelhouse/database';
import { clientError } from '@reelhouse/errors';
import { canonicalJson } from './canonical-json.ts';
import { checkIdempotencyKey } from './check-key.ts';
import { isWaitOver } from './is-wait-over.ts';
import { resultText } from './result-text.ts';
import { claimKey, findKey, keepResult, type KeyScope } from './store/idempotency-key.ts';

/** The payload of a command, which is also what a key keeps: plain JSON, so ids rather than rows. */
export interface CommandResult {
  /** Why the command was refused; empty if it was not. */
  readonly userErrors: readonly unknown[];
}

/**
 * Where a test may let a rival act: `claimed` is after the key was claimed and before the work, `worked` after the work
 * and before its result is kept, `rolled-back` after a refused command undid what it had written.
 */
export type IdempotencyPoint = 'claimed' | 'worked' | 'rolled-back';

/** A call of a command. */
export interface IdempotentCommand {
  /** The command's name: the mutation field, such as `checkOut`. */
  readonly command: string;
  /** Who calls, such as `staff:3`; keys of different callers have nothing to do with each other. */
  readonly caller: string;
  /** The key that the client chose. */
  readonly key: string;
  /** The whole input as the client sent it. */
  readonly input: unknown;
  readonly clock: Clock;
  /** How long the command waits at most for a lock that another holds, in milliseconds; 2000 unless told. */
  readonly waitMs?: number;
  readonly onPoint?: OnPoint<IdempotencyPoint>;
}

/**
 * Runs a command once for its key, in one transaction: the key, the effect of the work and the result are committed
 * together or not at all.
 *
 * The same key and input again: the result of the first time, without the work. While the first is still under way, the
 * second waits for it. What is answered has been through JSON, the first time too.
 *
 * A result with `userErrors` is a refusal and changes nothing: whatever the work wrote is rolled back. The refusal is kept
 * as well, because a client that was told "no" must not find later that a stray repetition of its request went through.
 *
 * If the work throws, nothing is kept and the key is free.
 *
 * @param sql a pool of the subgraph's role.
 * @param work makes the change with the transaction it is given, and nothing else. It must not reach over the network.
 * @throws `BAD_USER_INPUT` if the key cannot be one, `IDEMPOTENCY_KEY_REUSED` if it came with another input before, and
 *   `COMMAND_IN_PROGRESS` if a lock was not to be had in time, or PostgreSQL broke a deadlock: nothing has happened then,
 *   and the same call may be sent again.
 */
export async function runIdempotent<Result extends CommandResult>(
  sql: Sql,
  call: IdempotentCommand,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  checkIdempotencyKey(call.key);
  const inputHash = createHash('sha256').update(canonicalJson(call.input)).digest('hex');
  try {
    return JSON.parse(await once(sql, call, inputHash, work)) as Result;
  } catch (error) {
    if (isWaitOver(error)) throw commandInProgress();
    throw error;
  }
}

/** Thrown to roll back what a refused command wrote. */
class Refused extends Error {
  readonly result: string;

  constructor(result: string) {
    super('refused');
    this.result = result;
  }
}

async function once(
  sql: Sql,
  call: IdempotentCommand,
  inputHash: string,
  work: (tx: Transaction) => Promise<CommandResult>,
): Promise<string> {
  try {
    return await sql.begin((tx) =>
      claimed(tx, call, inputHash, async () => {
        await call.onPoint?.('claimed');
        const result = await work(tx);
        const text = resultText(result);
        if (result.userErrors.length > 0) throw new Refused(text);
        await call.onPoint?.('worked');
        return text;
      }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await call.onPoint?.('rolled-back');
    // A duplicate may have been faster meanwhile, and what it was answered is the answer then.
    return sql.begin((tx) => claimed(tx, call, inputHash, async () => error.result));
  }
}

/** Keeps what `answer` gives with the key, unless the key is known. */
async function claimed(
  tx: Transaction,
  call: IdempotentCommand,
  inputHash: string,
  answer: () => Promise<string>,
): Promise<string> {
  const { clock, waitMs = 2000 } = call;
  const scope: KeyScope = call;
  if (!(await claimKey(tx, { ...scope, inputHash, at: clock.now(), waitMs }))) return repeat(tx, scope, inputHash);
  const result = await answer();
  await keepResult(tx, scope, result);
  return result;
}

async function repeat(tx: Transaction, scope: KeyScope, inputHash: string): Promise<string> {
  const known = await findKey(tx, scope, inputHash);
  // Forgotten between the two statements.
  if (known?.result == null) throw commandInProgress();
  if (known.sameInput === true) return known.result;
  throw clientError(
    'IDEMPOTENCY_KEY_REUSED',
    'This idempotency key was used with another input. Use a new key for each new intention.',
    { argument: 'input.idempotencyKey' },
  );
}

function commandInProgress(): Error {
  return clientError(
    'COMMAND_IN_PROGRESS',
    'The same command, or one that changes the same, is still under way. Send it again with the same key.',
  );
}
