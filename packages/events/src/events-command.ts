import type { Clock } from '@reelhouse/clock';
import { StartupError } from '@reelhouse/config';
import type { Sql } from '@reelhouse/database';
import { reviveDeadLetters, selectDeadLetters } from './store/dead-letter.ts';
import { enterSchema, schemasWithEvents } from './store/schema.ts';
import type { Transaction } from '@reelhouse/database';

/** The command line is not one that `runEventsCommand` knows. The message says what is. */
export class EventsUsageError extends StartupError {
  override readonly name = 'EventsUsageError';
}

/** How the command is used. */
export const eventsUsage = `usage: npm run events -- dead [subgraph]
       npm run events -- replay <subgraph>|<subgraph>/<number> …
  dead    lists the events that a subgraph's consumers gave up, or those of all subgraphs
  replay  has all events that a subgraph gave up handled again, or single ones by their number`;

/** What the command works with. */
export interface EventsEnvironment {
  /** A connection whose role owns the tables of all schemas. */
  readonly sql: Sql;
  readonly clock: Clock;
  /** Writes a line for whoever called. */
  readonly print: (line: string) => void;
}

/**
 * `npm run events`: shows what consumers gave up, and has it handled again by the consumers that are running, or by the
 * next that start.
 *
 * @param args the command line without the program.
 * @throws {EventsUsageError} if the arguments are wrong, or a subgraph has no events.
 */
export async function runEventsCommand(args: readonly string[], environment: EventsEnvironment): Promise<void> {
  const [command, ...targets] = args;
  const known = await schemasWithEvents(environment.sql);
  const selected = targets.map((target) => readTarget(target, known));
  if (command === 'dead' && selected.length <= 1 && selected.every(({ id }) => id === undefined)) {
    await printDeadLetters(environment, selected[0] ? [selected[0].schema] : known);
  } else if (command === 'replay' && selected.length > 0) {
    await replay(environment, selected);
  } else {
    throw new EventsUsageError(eventsUsage);
  }
}

interface Target {
  readonly schema: string;
  readonly id: string | undefined;
}

function readTarget(target: string, known: readonly string[]): Target {
  const [, schema = '', id] = /^([a-z][a-z0-9_]*)(?:\/(\d{1,18}))?$/.exec(target) ?? [];
  if (known.includes(schema)) return { schema, id };
  throw new EventsUsageError(`no subgraph with events: "${target}"; there are ${known.join(', ')}\n${eventsUsage}`);
}

async function printDeadLetters({ sql, print }: EventsEnvironment, schemas: readonly string[]): Promise<void> {
  let some = false;
  for (const schema of schemas) {
    const letters = await inSchema(sql, schema, (tx) => selectDeadLetters(tx));
    for (const { id, consumer, subject, lane, error, attempts, deadAt } of letters) {
      if (!some) print('number  consumer  event  aggregate  error  attempts  given up at');
      some = true;
      const what = [subject ?? 'no event', lane, error, attempts, deadAt.toISOString()].join('  ');
      print(`${schema}/${id}  ${consumer}  ${what}`);
    }
  }
  if (!some) print('no event was given up');
}

async function replay({ sql, clock, print }: EventsEnvironment, targets: readonly Target[]): Promise<void> {
  for (const schema of new Set(targets.map((target) => target.schema))) {
    const ids = targets.filter((target) => target.schema === schema).map(({ id }) => id);
    const all = ids.includes(undefined);
    const single = ids.filter((id) => id !== undefined);
    const count = await inSchema(sql, schema, (tx) => reviveDeadLetters(tx, all ? undefined : single, clock.now()));
    print(`${schema}: ${count} ${count === 1 ? 'event is' : 'events are'} handled again`);
  }
}

function inSchema<Result>(sql: Sql, schema: string, work: (tx: Transaction) => Promise<Result>) {
  return sql.begin(async (tx) => {
    await enterSchema(tx, schema);
    return work(tx);
  });
}
