import { performance } from 'node:perf_hooks';
import { Client, type Dispatcher } from 'undici';
import type { AskJob, LoadJob, LoadReply, LoadResult, TimedAnswer } from './load-generator.ts';

/** The process that sends requests: it does what its parent asks, one job after another. */
type Job = { readonly load: LoadJob } | { readonly ask: AskJob };

process.on('message', (job: Job | 'usage') => {
  if (job === 'usage') return;
  void reply(job).then((answer) => process.send?.(answer));
});
process.send?.({ ready: true });

async function reply(job: Job): Promise<LoadReply<unknown>> {
  try {
    return { result: 'load' in job ? await load(job.load) : await ask(job.ask) };
  } catch (error) {
    return { failure: String(error) };
  }
}

async function load({ connections, seconds, ...sent }: LoadJob): Promise<LoadResult> {
  const { url, bodies, status: expected = 200 } = sent;
  const clients = Array.from({ length: connections }, () => new Client(new URL(url).origin));
  const latencies: number[] = [];
  let next = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const sendUntilEnd = async (client: Client) => {
    while (performance.now() < end) {
      const { milliseconds, status } = await send(client, sent, next++ % bodies.length, () => undefined);
      if (status !== expected) throw new Error(`${url} answered status ${status}`);
      latencies.push(milliseconds);
    }
  };
  try {
    await Promise.all(clients.map(sendUntilEnd));
    const took = (performance.now() - started) / 1000;
    latencies.sort((a, b) => a - b);
    return { requests: latencies.length, seconds: took, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    await Promise.all(clients.map((client) => client.destroy()));
  }
}

async function ask(job: AskJob): Promise<TimedAnswer[]> {
  const client = new Client(new URL(job.url).origin);
  const answers: TimedAnswer[] = [];
  try {
    for (const index of job.bodies.keys()) {
      const chunks: Buffer[] = [];
      const sent = await send(client, job, index, (chunk) => chunks.push(chunk));
      answers.push({ ...sent, text: Buffer.concat(chunks).toString() });
    }
    return answers;
  } finally {
    await client.destroy();
  }
}

const ofAny = { 'content-type': 'application/json', accept: 'application/json' };

/** By `dispatch`, which makes no stream of the answer: the generator must not be slower than what it measures. */
function send(client: Client, job: AskJob, index: number, onData: (chunk: Buffer) => void) {
  return new Promise<Omit<TimedAnswer, 'text'>>((resolve, reject) => {
    const started = performance.now();
    let status = 0;
    let etag = '';
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(_controller, statusCode, headers) {
        status = statusCode;
        etag = String(headers['etag'] ?? '');
      },
      onResponseData: (_controller, chunk) => onData(chunk),
      onResponseEnd: () => resolve({ milliseconds: performance.now() - started, status, etag }),
      onResponseError: (_controller, error) => reject(error),
    };
    client.dispatch(requestOf(job, index), handler);
  });
}

function requestOf(
  { url, bodies, method = 'POST', headers, known }: AskJob,
  index: number,
): Dispatcher.DispatchOptions {
  const body = bodies[index] ?? '';
  const tag = known?.[index];
  const all = { ...ofAny, ...headers, ...(tag !== undefined && { 'if-none-match': tag }) };
  const path = new URL(url).pathname;
  return method === 'GET' ? { method, path: `${path}?${body}`, headers: all } : { method, path, headers: all, body };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
