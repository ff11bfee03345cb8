import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { composeFile } from './compose.ts';
import { services, subgraphPorts } from './topology.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('compose.yaml is what the topology says; `npm run services -- compose` writes it', () => {
  expect(read('compose.yaml')).toBe(composeFile());
});

test('every subgraph is a service, where its package and the supergraph say that it is', () => {
  const folders = readdirSync(join(root, 'subgraphs'));
  const ports = folders.map((name) => {
    const { reelhouse } = JSON.parse(read(`subgraphs/${name}/package.json`)) as { reelhouse: { port: number } };
    return [name, reelhouse.port];
  });
  expect(Object.fromEntries(ports)).toEqual(subgraphPorts);
  const urls = [...read('schema/supergraph.graphql').matchAll(/@join__graph\(name: "(\w+)", url: "([^"]+)"\)/g)];
  expect(urls.map(([, name = '', url = '']) => [name, new URL(url).port])).toEqual(
    expect.arrayContaining(Object.entries(subgraphPorts).map(([name, port]) => [name, String(port)])),
  );
});

test('every program of a service is there, and is built to where the container runs it', () => {
  const { services: containers } = parseYaml(composeFile()) as { services: Record<string, { command: string[] }> };
  for (const { name, program } of services) {
    expect(existsSync(join(root, `${program}.ts`)), program).toBe(true);
    const built = containers[name]?.command[1] ?? '';
    expect(built.replace('/dist/', '/').replace('.js', '')).toBe(program);
    const [, workspace = ''] = /^(.*?)\/dist\//.exec(built) ?? [];
    expect(JSON.parse(read(`${workspace}/tsconfig.json`))).toMatchObject({
      compilerOptions: { rootDir: '.', outDir: 'dist' },
    });
  }
});

test('a container of a subgraph has its own role and no other, and nothing is run as root', () => {
  const { services: containers } = parseYaml(composeFile()) as { services: Record<string, object> };
  for (const name of Object.keys(subgraphPorts)) {
    const text = JSON.stringify(containers[name]);
    expect(text).not.toMatch(/POSTGRES_PASSWORD|DATABASE_ROLE_SECRET/);
    expect([...text.matchAll(/access-(\w+):/g)].map(([, whose]) => whose)).toEqual([name]);
    expect(read('Dockerfile')).toMatch(new RegExp(`for subgraph in .*\\b${name}\\b`));
  }
  expect(read('Dockerfile')).toMatch(/^USER node$/m);
});
