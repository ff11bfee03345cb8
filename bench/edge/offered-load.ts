/** Requests at a fixed rate, in a process of its own: whether they are answered or not, the next are sent. */
import { performance } from 'node:perf_hooks';
import { doJobs } from './job-process.ts';
import { quantile } from './latencies.ts';
import { pace } from './pace.ts';
import { post, RawConnection, type RawAnswer } from './raw-connection.ts';

/** What is offered. */
export interface OfferedJob {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly perSecond: number;
  /** Before it is counted: queues fill meanwhile. */
  readonly rampSeconds: number;
  readonly seconds: number;
  /** A client each: one that was refused does not ask again for as long as it was told. */
  readonly connections: number;
}

/** What became of it, of the seconds that count. */
export interface OfferedResult {
  readonly sent: number;
  /** There was no client left who did not wait. */
  readonly unsent: number;
  readonly succeeded: number;
  /** Of these, how many within a second: nobody waits longer for a page. */
  readonly inTime: number;
  readonly refused: number;
  /** Connections that ended without an answer. */
  readonly lost: number;
  /** Milliseconds of those that succeeded; null if none did. */
  readonly p50: number | null;
  readonly p99: number | null;
}

const openingAtOnce = 100;
const patienceMs = 1000;
/** What `retry-after` of a refusal says, in milliseconds. */
const toldToWaitMs = 1000;

doJobs(async (job: OfferedJob): Promise<OfferedResult> => {
  const url = new URL(job.url);
  const idle = Array.from({ length: job.connections }, () => new RawConnection(url));
  const all = [...idle];
  try {
    for (let from = 0; from < all.length; from += openingAtOnce) {
      await Promise.all(all.slice(from, from + openingAtOnce).map((connection) => connection.open()));
    }
    return await offer(job, idle);
  } finally {
    for (const connection of all) connection.destroy();
  }
});

async function offer(job: OfferedJob, connections: RawConnection[]): Promise<OfferedResult> {
  const { perSecond, rampSeconds, seconds } = job;
  const requests = job.bodies.map((body) => post(new URL(job.url), body));
  const idle = new Idle(connections);
  const latencies: number[] = [];
  let [sent, unsent, inTime, refused, lost] = [0, 0, 0, 0, 0];
  const begins = performance.now() + rampSeconds * 1000;
  const ends = begins + seconds * 1000;
  await pace(perSecond, rampSeconds + seconds, (index) => {
    const at = performance.now();
    const counts = at >= begins;
    const connection = idle.take(at);
    if (!connection) {
      if (counts) unsent++;
      return;
    }
    if (counts) sent++;
    connection.send(requests[index % requests.length] ?? '', (answer?: RawAnswer) => {
      const now = performance.now();
      const isCounted = now >= begins && now < ends;
      if (answer?.status === 503) idle.giveBack(connection, now + toldToWaitMs);
      else idle.giveBack(connection, now);
      if (!isCounted) return;
      if (answer?.status === 200) {
        latencies.push(now - at);
        if (now - at <= patienceMs) inTime++;
      } else if (answer) refused++;
      else lost++;
    });
  });
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return { sent, unsent, succeeded: latencies.length, inTime, refused, lost, p50, p99 };
}

/** The clients who have nothing under way. */
class Idle {
  readonly #ready: RawConnection[];
  /** In the order of the times until when they wait. */
  readonly #waiting: { readonly connection: RawConnection; readonly until: number }[] = [];

  constructor(connections: readonly RawConnection[]) {
    this.#ready = [...connections];
  }

  take(now: number): RawConnection | undefined {
    const ready = this.#ready.pop();
    if (ready) return ready;
    if ((this.#waiting[0]?.until ?? Infinity) > now) return undefined;
    return this.#waiting.shift()?.connection;
  }

  giveBack(connection: RawConnection, until: number): void {
    if (until <= performance.now()) this.#ready.push(connection);
    else this.#waiting.push({ connection, until });
  }
}
