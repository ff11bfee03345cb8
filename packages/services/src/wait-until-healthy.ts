import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '@reelhouse/config';

/** Between two questions, in milliseconds. */
const pause = 100;

/**
 * Waits until a service says that it should get requests.
 *
 * @param ended when the process is over there is nothing to wait for.
 * @throws {StartupError} if it ends, or is not healthy in time.
 */
export async function waitUntilHealthy(
  name: string,
  url: string,
  ended: Promise<number>,
  seconds: number,
): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    if (over.signal.aborted) throw new StartupError(`${name} ended before it was healthy; its lines say why`);
    if (await isHealthy(url)) return;
    await delay(pause);
  }
  throw new StartupError(`${name} is not healthy after ${seconds} s: ${url}`);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
