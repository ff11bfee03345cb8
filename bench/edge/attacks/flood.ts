import { performance } from 'node:perf_hooks';
import { bytesPerSecond, requestsPerSecond, type Attack, type Attacking } from '../attack.ts';
import { pace } from '../pace.ts';
import { RawConnection, type RawAnswer } from '../raw-connection.ts';

const connections = 100;

/**
 * Requests at a fixed rate on a hundred connections: as many as the line carries, and no more than a thousand a second.
 *
 * @param requestOf makes a request, by how many there were before.
 * @param perSecond how many, if fewer.
 */
export function flood(requestOf: (url: URL, index: number) => Buffer, perSecond = requestsPerSecond): Attack {
  return async (attacking) => {
    const { url, seconds } = attacking;
    const rate = Math.min(perSecond, bytesPerSecond / requestOf(url, 0).length);
    const all = Array.from({ length: connections }, () => new RawConnection(url, attacking.localAddress));
    const idle = [...all];
    await pace(rate, seconds, (index) => {
      const connection = idle.pop();
      if (!connection) return;
      const request = requestOf(url, index);
      attacking.sent(request.length);
      connection.send(request, (answer) => {
        idle.push(connection);
        tell(attacking, answer);
      });
    });
    await ended(() => idle.length === all.length);
    for (const connection of all) connection.destroy();
  };
}

function tell({ answered }: Attacking, answer: RawAnswer | undefined): void {
  answered(answer ? `${answer.status}${answer.code === undefined ? '' : ` ${answer.code}`}` : 'closed');
}

const patienceMs = 500;

/** Until there is nothing under way, or it takes too long. */
async function ended(isOver: () => boolean): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!isOver() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
}
