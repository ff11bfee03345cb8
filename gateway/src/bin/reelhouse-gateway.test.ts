import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../gateway.fixture.ts';
import { compose, subgraphs, supergraphAt, transportsTo } from '../graph.fixture.ts';
import { readCommandLine } from './command-line.ts';

const bin = fileURLToPath(new URL('../../bin/reelhouse-gateway.js', import.meta.url));
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  file = join(folder, 'supergraph.graphql');
  await writeFile(
    file,
    supergraphAt((name) => `http://${name}:4001/graphql`),
  );
});
afterAll(() => rm(folder, { recursive: true }));

function run(args: readonly string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('serves a supergraph until it is told to stop', async () => {
  const { schemas } = subgraphs();
  const { urls, stopSubgraphs } = await transportsTo(schemas, 'http');
  const env = { FILM_URL: urls.get('film') ?? '', RENTAL_URL: urls.get('rental') ?? '' };
  const child = run(['--supergraph', file, '--port', '0'], env);
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
  const { msg, url } = JSON.parse(line) as { msg: string; url: string };
  expect(msg).toBe('listening');
  const { body } = await ask(url, '{ film(id: "1") { rentals { id } } }');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await stopSubgraphs();
  expect(body).toEqual({ data: { film: { rentals: [{ id: '10' }, { id: '12' }] } } });
});

test('what the operator has to put right is one line each, and exit code 1', async () => {
  const child = run(['--supergraph', file], { PORT: 'http', RENTAL_URL: 'rental', LANDING_PAGE: 'yes' });
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(output.trim().split('\n').sort()).toEqual([
    'reelhouse-gateway: LANDING_PAGE: expected true or false',
    'reelhouse-gateway: PORT: expected a port number from 0 to 65535 (0: any free port)',
    'reelhouse-gateway: RENTAL_URL: expected a URL such as http://host:4001/graphql',
  ]);
  expect(code).toBe(1);
});

describe('the command line', () => {
  test('options go before variables, and the supergraph says where subgraphs are', async () => {
    const env = { PORT: '1', HOST: '0.0.0.0', NODE_ENV: 'production', FILM_URL: 'http://elsewhere/' };
    expect(await readCommandLine(['--supergraph', file, '--port', '2'], env)).toMatchObject({
      port: 2,
      host: '0.0.0.0',
      introspection: false,
      landingPage: false,
      subgraphs: [
        { name: 'film', url: 'http://elsewhere/' },
        { name: 'rental', url: 'http://rental:4001/graphql' },
      ],
    });
  });

  test('a supergraph without URLs needs them from the environment', async () => {
    const unplaced = join(folder, 'unplaced.graphql');
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
    await writeFile(
      unplaced,
      compose({ 'film-list': `${link} type Query { film: String }` }, () => ''),
    );
    await expect(readCommandLine(['--supergraph', unplaced], {})).rejects.toThrow('FILM_LIST_URL: expected a URL');
  });

  test.each([
    [[], '--supergraph: expected the file of a supergraph schema'],
    [['--supergraph', '/nowhere.graphql'], '--supergraph: cannot read /nowhere.graphql'],
    [['--supergraphs', 'x'], "Unknown option '--supergraphs'; see --help"],
  ])('%j is refused', async (args, message) => {
    await expect(readCommandLine(args, {})).rejects.toThrow(expect.objectContaining({ name: 'StartupError', message }));
  });
});
