import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../gateway.fixture.ts';
import { subgraphs, supergraphAt, transportsTo } from '../graph.fixture.ts';
import { run, runUntilItListens } from './running-gateway.fixture.ts';

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

test('serves a supergraph until it is told to stop', async () => {
  const { schemas } = subgraphs();
  const { urls, stopSubgraphs } = await transportsTo(schemas, 'http');
  const env = { FILM_URL: urls.get('film') ?? '', RENTAL_URL: urls.get('rental') ?? '' };
  const gateway = await runUntilItListens(['--supergraph', file, '--port', '0'], folder, env);
  const { body } = await ask(gateway.url, '{ film(id: "1") { rentals { id } } }');
  expect(await gateway.stop()).toBe(0);
  await stopSubgraphs();
  expect(body).toEqual({ data: { film: { rentals: [{ id: '10' }, { id: '12' }] } } });
});

test('metrics have a port of their own', async () => {
  const gateway = await runUntilItListens(['--supergraph', file, '--port', '0', '--metrics-port', '0'], folder);
  const told = gateway.before.find(({ msg }) => msg === 'metrics are served');
  const answer = await fetch(String(told?.['url']));
  expect(await answer.text()).toContain('gateway_plan_cache_entries');
  expect(await gateway.stop()).toBe(0);
});

test('what the operator has to put right is one line each, and exit code 1', async () => {
  await writeFile(join(folder, 'gateway.json'), '{"prot": 1, "host": 5}');
  const args = ['--supergraph', file, '--config', 'gateway.json'];
  const child = run(args, folder, { PORT: 'http', LANDING_PAGE: 'yes' });
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(output.trim().split('\n').sort()).toEqual([
    'reelhouse-gateway: LANDING_PAGE: expected true or false',
    'reelhouse-gateway: PORT: expected a port number from 0 to 65535 (0: any free port)',
    'reelhouse-gateway: gateway.json: host: expected an address such as 0.0.0.0',
    'reelhouse-gateway: gateway.json: prot: there is no such setting; did you mean "port"?',
  ]);
  expect(code).toBe(1);
});

test('--help says what can be said', async () => {
  const child = run(['--help'], folder);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(output).toContain('--config FILE');
  expect(code).toBe(0);
});
