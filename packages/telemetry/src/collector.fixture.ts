import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { bytesOf, messages, readFields, type Fields } from './protobuf.fixture.ts';

/** A span as a collector gets it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the root of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  /** 2: an error. */
  readonly status: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly service: string;
}

/**
 * A trace collector that keeps what it gets by OTLP, as protobuf over HTTP.
 *
 * @param behaviour what it does with spans.
 */
export async function startCollector(behaviour: 'takes' | 'hangs' = 'takes') {
  const spans: ReceivedSpan[] = [];
  const received: IncomingHttpHeaders[] = [];
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      received.push(request.headers);
      bodies.push(body);
      server.emit('received');
      if (behaviour === 'hangs') return;
      spans.push(...spansOf(readFields(body)));
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  server.on('connection', (socket) => socket.once('close', () => server.emit('disconnected')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    received,
    bodies,
    /** Resolves when something comes. */
    next: () => once(server, 'received'),
    /** Resolves when a connection is closed. */
    disconnected: () => once(server, 'disconnected'),
    async stop() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A span and the spans below it, in the order in which they were started. */
export interface SpanTree {
  readonly name: string;
  readonly service: string;
  readonly below: SpanTree[];
}

/** The trees of all spans whose parent did not come. */
export function spanTrees(spans: readonly ReceivedSpan[]): SpanTree[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const treesAt = (isHere: (span: ReceivedSpan) => boolean): SpanTree[] =>
    spans.filter(isHere).map(({ name, service, spanId }) => ({
      name,
      service,
      below: treesAt(({ parentSpanId }) => parentSpanId === spanId),
    }));
  return treesAt(({ parentSpanId }) => !ids.has(parentSpanId));
}

/** The field numbers are those of opentelemetry/proto/trace/v1/trace.proto. */
function spansOf(request: Fields): ReceivedSpan[] {
  return messages(request, 1).flatMap((ofResource) => {
    const service = String(messages(ofResource, 1).map((resource) => attributesOf(resource, 1)['service.name'])[0]);
    const spans = messages(ofResource, 2).flatMap((ofScope) => messages(ofScope, 2));
    return spans.map((span) => ({
      traceId: bytesOf(span, 1).toString('hex'),
      spanId: bytesOf(span, 2).toString('hex'),
      parentSpanId: bytesOf(span, 4).toString('hex'),
      name: bytesOf(span, 5).toString(),
      kind: Number(span.get(6)?.[0] ?? 0),
      status: Number(messages(span, 15)[0]?.get(3)?.[0] ?? 0),
      attributes: attributesOf(span, 9),
      service,
    }));
  });
}

function attributesOf(fields: Fields, number: number): Record<string, unknown> {
  const pairs = messages(fields, number).map((pair) => [bytesOf(pair, 1).toString(), valueOf(messages(pair, 2)[0])]);
  return Object.fromEntries(pairs) as Record<string, unknown>;
}

function valueOf(value: Fields | undefined): unknown {
  if (!value) return undefined;
  if (value.has(1)) return bytesOf(value, 1).toString();
  if (value.has(2)) return value.get(2)?.[0] === 1n;
  if (value.has(3)) return Number(value.get(3)?.[0]);
  if (value.has(4)) return bytesOf(value, 4).readDoubleLE();
  return messages(value, 5).flatMap((array) => messages(array, 1).map(valueOf));
}
