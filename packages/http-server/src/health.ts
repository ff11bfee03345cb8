import type { Logger } from '@reelhouse/logging';
import { jsonAnswer, type Answer } from './answer.ts';
import type { ReadinessReport } from './options.ts';

/** The answer of `/health/live`: the process turns. */
export function liveAnswer(): Answer {
  return jsonAnswer(200, { status: 'ok' });
}

/**
 * The answer of `/health/ready`: whether requests should be sent here.
 *
 * @param ready reports what the instance depends on; a failure of it counts as not ready.
 * @param draining while the server stops it is not ready, whatever it depends on.
 */
export async function readyAnswer(
  ready: (() => Promise<ReadinessReport> | ReadinessReport) | undefined,
  draining: boolean,
  log: Logger,
): Promise<Answer> {
  if (draining) return jsonAnswer(503, { status: 'shutting down' });
  try {
    const report = (await ready?.()) ?? {};
    const parts = Object.entries(report);
    const checks = Object.fromEntries(
      parts.flatMap(([name, there]) => (typeof there === 'boolean' ? [[name, there ? 'ok' : 'unavailable']] : [])),
    );
    const warnings = parts.filter(([, there]) => typeof there === 'string');
    const allThere = !parts.some(([, there]) => there === false);
    return jsonAnswer(allThere ? 200 : 503, {
      status: allThere ? 'ok' : 'unavailable',
      checks,
      ...(warnings.length > 0 && { warnings: Object.fromEntries(warnings) }),
    });
  } catch (error) {
    log.error({ err: error }, 'readiness could not be found out');
    return jsonAnswer(503, { status: 'unavailable', checks: {} });
  }
}
