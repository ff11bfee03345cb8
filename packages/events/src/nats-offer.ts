import { createInbox, headers, type NatsConnection, type Msg } from '@nats-io/transport-node';
import type { Logger } from '@reelhouse/logging';
import type { NatsSession } from './nats-bus.ts';

/** For how long either side waits for the other, in milliseconds. */
const patienceMs = 30_000;

const endHeader = 'Reelhouse-Stream';
const noResponders = 503;

function subjectOf({ prefix }: NatsSession, name: string): string {
  return `${prefix}-offer.${name}`;
}

/** Answers each request with the values of a stream, the next one when the last was received. */
export function offerOnNats(session: NatsSession, name: string, open: () => AsyncIterable<unknown>, log: Logger): void {
  const { connection } = session;
  connection.subscribe(subjectOf(session, name), {
    queue: 'offer',
    callback: (error, { reply }) => {
      if (error || !reply) return;
      sendAll(connection, reply, open).catch((cause: unknown) => {
        log.warn({ name, err: cause }, 'a stream broke off');
        connection.publish(reply, '', { headers: endOf('broken') });
      });
    },
  });
}

async function sendAll(connection: NatsConnection, to: string, open: () => AsyncIterable<unknown>): Promise<void> {
  for await (const value of open()) {
    await connection.request(to, JSON.stringify(value), { timeout: patienceMs });
  }
  connection.publish(to, '', { headers: endOf('complete') });
}

function endOf(how: string) {
  const end = headers();
  end.set(endHeader, how);
  return end;
}

/** Asks for a stream of values. */
export async function* requestOnNats(session: NatsSession, name: string): AsyncIterable<unknown> {
  const { connection } = session;
  const inbox = createInbox();
  const messages = connection.subscribe(inbox);
  try {
    connection.publish(subjectOf(session, name), '', { reply: inbox });
    const arriving = messages[Symbol.asyncIterator]();
    for (;;) {
      const message = await inTime(arriving.next(), name);
      if (message.headers?.code === noResponders) throw new Error(`nobody offers ${name}`);
      const end = message.headers?.get(endHeader);
      if (end === 'complete') return;
      if (end) throw new Error(`the stream of ${name} broke off`);
      yield message.json<unknown>();
      message.respond();
    }
  } finally {
    messages.unsubscribe();
  }
}

async function inTime(arriving: Promise<IteratorResult<Msg>>, name: string): Promise<Msg> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the stream of ${name} stands still`)), patienceMs);
  });
  try {
    const result = await Promise.race([arriving, late]);
    if (result.done) throw new Error(`the stream of ${name} broke off`);
    return result.value;
  } finally {
    clearTimeout(timer);
  }
}
