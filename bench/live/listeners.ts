/** Many listeners of one subscription, in a process of their own: each on a connection of its own. */
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { ListenersReply, ListenersRequest, OpenJob } from './listener-group.ts';

const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
/** How many connections are being opened at once: a backlog that is full drops what comes. */
const openingAtOnce = 50;

const closers: (() => void)[] = [];
/** When each listener got the event that is waited for: nanoseconds of the system's monotonic clock. */
let arrivals: bigint[] = [];
let wanted = 0;
let complete: (() => void) | undefined;

function arrived(): void {
  arrivals.push(process.hrtime.bigint());
  if (arrivals.length === wanted) complete?.();
}

/** From one of the addresses of this machine, as one has ports for some ten thousand connections only. */
const addressOf = (index: number): string => `127.0.0.${1 + (index % 8)}`;

async function openEventStream({ url, query }: OpenJob, index: number): Promise<void> {
  const body = JSON.stringify({ query });
  const asked = request(url, {
    method: 'POST',
    agent,
    localAddress: addressOf(index),
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'content-length': body.length },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`);
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    if (!chunk.includes('event: next')) return;
    if (chunk.includes('"errors"')) throw new Error(chunk);
    arrived();
  });
  closers.push(() => asked.destroy());
}

async function openWebSocket({ url, query }: OpenJob, index: number): Promise<void> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
    perMessageDeflate: false,
    localAddress: addressOf(index),
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.on('message', (data) => {
    const text = (data as Buffer).toString();
    if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
    if (!text.includes('"type":"next"')) return;
    if (text.includes('"errors"')) throw new Error(text);
    arrived();
  });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  closers.push(() => socket.terminate());
}

async function open(job: OpenJob): Promise<void> {
  const openOne = job.transport === 'sse' ? openEventStream : openWebSocket;
  for (let from = 0; from < job.count; from += openingAtOnce) {
    const indexes = Array.from({ length: Math.min(openingAtOnce, job.count - from) }, (_, index) => from + index);
    await Promise.all(indexes.map((index) => openOne(job, index)));
  }
}

async function handle(message: ListenersRequest): Promise<ListenersReply> {
  switch (message.kind) {
    case 'open':
      await open(message.job);
      break;
    case 'expect':
      arrivals = [];
      wanted = message.arrivals;
      break;
    case 'arrivals':
      if (arrivals.length < wanted) await new Promise<void>((resolve) => (complete = resolve));
      return { arrivals: arrivals.map(String) };
    case 'close':
      for (const close of closers.splice(0)) close();
      break;
  }
  return { opened: closers.length };
}

process.on('message', (message: ListenersRequest) => {
  void handle(message).then((reply) => process.send?.(reply));
});
process.send?.('ready');
