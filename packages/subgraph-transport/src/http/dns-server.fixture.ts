import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Record types of DNS. */
const typeA = 1;
const typeSrv = 33;

/** What a name stands for. */
export interface Zone {
  [name: string]: {
    readonly a?: readonly string[];
    readonly srv?: readonly { readonly target: string; readonly port: number; readonly priority: number }[];
    readonly ttl: number;
  };
}

/** A DNS server on a free port of this host; what the zone says may be changed while it runs. */
export async function startDnsServer(zone: Zone) {
  const asked: string[] = [];
  const socket = createSocket('udp4', (query, from) => {
    const { name, type, end } = readQuestion(query);
    asked.push(`${type} ${name}`);
    const { a = [], srv = [], ttl = 0 } = zone[name] ?? {};
    const records =
      type === typeA
        ? a.map((address) => record(typeA, ttl, Buffer.from(address.split('.').map(Number))))
        : type === typeSrv
          ? srv.map(({ target, port, priority }) =>
              record(typeSrv, ttl, Buffer.concat([numbers(priority, 1, port), labels(target)])),
            )
          : [];
    const flags = zone[name] ? 0x8180 : 0x8183;
    const header = Buffer.concat([query.subarray(0, 2), numbers(flags, 1, records.length, 0, 0)]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...records]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    /** Every question, such as `1 film.test`. */
    asked,
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function readQuestion(query: Buffer) {
  const parts: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    parts.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: parts.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** A record of the name that was asked for, which stands at byte 12. */
function record(type: number, ttl: number, data: Buffer): Buffer {
  return Buffer.concat([numbers(0xc00c, type, 1, ttl >>> 16, ttl & 0xffff, data.length), data]);
}

function numbers(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16BE(value, index * 2));
  return buffer;
}

function labels(name: string): Buffer {
  return Buffer.concat([
    ...name.split('.').map((part) => Buffer.from(`${String.fromCharCode(part.length)}${part}`)),
    Buffer.from([0]),
  ]);
}
