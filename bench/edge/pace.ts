import { performance } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/**
 * Calls something so many times a second for a while, whatever becomes of it: who falls behind catches up.
 *
 * @param once is given how often it was called before.
 */
export async function pace(perSecond: number, seconds: number, once: (index: number) => void): Promise<void> {
  const started = performance.now();
  const total = Math.floor(perSecond * seconds);
  let index = 0;
  for (;;) {
    const elapsed = (performance.now() - started) / 1000;
    if (elapsed >= seconds) return;
    const due = Math.min(total, Math.floor(elapsed * perSecond));
    while (index < due) once(index++);
    if (perSecond < 1000) await pause(1);
    else await turn();
  }
}
