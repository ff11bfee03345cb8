import { once } from 'node:events';
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ManualClock } from '@reelhouse/clock';

interface Stored {
  /** The request headers that `vary` names, as they were. */
  readonly varying: Readonly<Record<string, string | undefined>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Until when it may be given to others without asking, in milliseconds. */
  freshUntil: number;
}

/** A shared cache between clients and a server, as RFC 9111 has it: what a CDN does. It says in `x-cache` what it did. */
export async function sharedCache(origin: string) {
  const clock = new ManualClock('2026-03-01T10:00:00Z');
  const stored = new Map<string, Stored[]>();

  async function answer(asked: IncomingMessage) {
    const now = clock.now().getTime();
    const variants = stored.get(asked.url ?? '') ?? [];
    const hit = variants.find(({ varying }) =>
      Object.entries(varying).every(([name, value]) => asked.headers[name] === value),
    );
    if (hit && now < hit.freshUntil) return { status: 200, headers: hit.headers, body: hit.body, did: 'hit' };
    const tag = hit?.headers.etag;
    const fetched = await forward(asked, tag === undefined ? {} : { 'if-none-match': tag });
    if (hit && fetched.status === 304) {
      hit.freshUntil = now + freshness(fetched.headers) * 1000;
      return { status: 200, headers: hit.headers, body: hit.body, did: 'revalidated' };
    }
    if (isStorable(asked.headers, fetched.status, fetched.headers)) {
      const names = (fetched.headers.vary ?? '').split(',').map((name) => name.trim().toLowerCase());
      const varying = Object.fromEntries(names.map((name) => [name, asked.headers[name] as string | undefined]));
      const { headers, body } = fetched;
      const kept = { varying, headers, body, freshUntil: now + freshness(headers) * 1000 };
      stored.set(asked.url ?? '', [kept, ...variants.filter((variant) => variant !== hit)]);
    }
    return { ...fetched, did: 'miss' };
  }

  async function forward({ method, url, headers }: IncomingMessage, more: Record<string, string>) {
    const others = Object.entries(headers).filter(([name]) => name !== 'if-none-match');
    const passed = { ...Object.fromEntries(others), ...more };
    const sent = send(new URL(url ?? '', origin), { method, headers: passed }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
  }

  const server = createServer((asked, response) => {
    void answer(asked).then(({ status, headers, body, did }) => {
      response.writeHead(status, { ...headers, 'x-cache': did, connection: 'close' }).end(body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, clock, stop: () => void server.close() };
}

function directives({ 'cache-control': control = '' }: IncomingHttpHeaders): ReadonlyMap<string, string> {
  return new Map(control.split(',').map((part) => part.trim().toLowerCase().split('=') as [string, string]));
}

function freshness(headers: IncomingHttpHeaders): number {
  const told = directives(headers);
  return told.has('no-cache') ? 0 : Number(told.get('max-age') ?? 0);
}

function isStorable(asked: IncomingHttpHeaders, status: number, headers: IncomingHttpHeaders): boolean {
  const told = directives(headers);
  if (status !== 200 || headers.vary === '*' || told.has('no-store') || told.has('private')) return false;
  return told.has('public') || (asked.authorization === undefined && told.has('max-age'));
}
