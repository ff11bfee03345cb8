import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createApolloServer, serveGraphQL, type IncomingRequest, type RequestContext } from '@reelhouse/http-server';
import { readableLog } from '../graph.fixture.ts';

const bin = fileURLToPath(new URL('../../bin/reelhouse-gateway.js', import.meta.url));

/** Runs the program as an operator does. */
export function run(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  return spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A line of the gateway's log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** Runs the program until it listens. */
export async function runUntilItListens(...parameters: Parameters<typeof run>) {
  const child = run(...parameters);
  const exited = once(child, 'exit');
  const lines = createInterface(child.stderr)[Symbol.asyncIterator]();
  /** The next line with this message. */
  async function logged(msg: string, seen: LogLine[] = []): Promise<LogLine> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the gateway ended before it said "${msg}"`);
      const line = JSON.parse(value) as LogLine;
      seen.push(line);
      if (line.msg === msg) return line;
    }
  }
  const before: LogLine[] = [];
  const { url } = await logged('listening', before);
  return {
    /** What was logged until it listened. */
    before,
    url: String(url),
    origin: new URL(String(url)).origin,
    logged,
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** @returns its exit code. */
    async stop(): Promise<unknown> {
      child.kill('SIGTERM');
      const [code] = (await exited) as [unknown];
      return code;
    },
  };
}

interface EchoContext extends RequestContext {
  readonly headers: IncomingRequest['headers'];
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** SDL of a subgraph whose `<name>Header` says what it got of a header, and whose `more` says its name. */
export function echoSdl(name: string, more = ''): string {
  return `${link} type Query { ${name}Header(name: String!): String ${more} }`;
}

/** Serves such a subgraph. */
export async function serveEcho(name: string, more = '') {
  const schema = buildSubgraphSchema({
    typeDefs: parse(echoSdl(name, more)),
    resolvers: {
      Query: {
        [`${name}Header`]: (_source: unknown, asked: { name: string }, { headers }: EchoContext) => headers[asked.name],
        ...(more !== '' && { added: () => name }),
      },
    },
  });
  const { log } = readableLog();
  return serveGraphQL<EchoContext>({
    apollo: createApolloServer<EchoContext>({ source: schema, log, introspection: false }),
    context: ({ requestId, log: requestLog, headers }) => ({ requestId, log: requestLog, headers }),
    host: '127.0.0.1',
    port: 0,
    log,
    drainSeconds: 0.01,
  });
}
