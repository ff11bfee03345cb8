/** A client like any other, in a process of its own: asks a small registered operation so often, whatever else goes on. */
import { performance } from 'node:perf_hooks';
import { doJobs } from './job-process.ts';
import { pace } from './pace.ts';
import { post, RawConnection } from './raw-connection.ts';

/** What is asked, and how often. */
export interface ProbeJob {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

/** What it was answered. */
export interface ProbeResult {
  /** Milliseconds of each that succeeded. */
  readonly latencies: readonly number[];
  /** Those that were answered otherwise, or not within the patience of the probe. */
  readonly failed: number;
}

const patienceMs = 5000;

doJobs(async ({ url: text, bodies, perSecond, seconds }: ProbeJob): Promise<ProbeResult> => {
  const url = new URL(text);
  const requests = bodies.map((body) => post(url, body));
  const idle: RawConnection[] = [];
  const all: RawConnection[] = [];
  const latencies: number[] = [];
  let [failed, open] = [0, 0];
  let done = (): void => undefined;
  await pace(perSecond, seconds, (index) => {
    const connection = idle.pop() ?? new RawConnection(url);
    if (!all.includes(connection)) all.push(connection);
    open++;
    const at = performance.now();
    connection.send(requests[index % requests.length] ?? '', (answer) => {
      if (answer?.status === 200) latencies.push(performance.now() - at);
      else failed++;
      idle.push(connection);
      if (--open === 0) done();
    });
  });
  if (open > 0) {
    await new Promise<void>((resolve) => {
      done = resolve;
      setTimeout(resolve, patienceMs).unref();
    });
  }
  for (const connection of all) connection.destroy();
  return { latencies, failed: failed + open };
});
