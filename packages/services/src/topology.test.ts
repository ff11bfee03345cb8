import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPublicKeys, readSigningKey } from '@reelhouse/auth';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { composeFile } from './compose.ts';
import { keyVariables } from './key-variables.ts';
import { choosePorts } from './service-ports.ts';
import { askingSubgraphs, services, subgraphPorts } from './topology.ts';

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

test('who asks others signs, and nobody else has the key', () => {
  const { services: containers } = parseYaml(composeFile()) as { services: Record<string, { environment?: object }> };
  const signing = Object.entries(containers).filter(
    ([, { environment }]) => environment && 'INTERNAL_PRIVATE_KEY' in environment,
  );
  expect(signing.map(([name]) => name)).toEqual([...askingSubgraphs, 'gateway']);
  const asking = Object.keys(subgraphPorts).filter((name) =>
    readdirSync(join(root, 'subgraphs', name), { recursive: true, encoding: 'utf8' }).some(
      (file) =>
        /(?<!\.test|\.fixture)\.ts$/.test(file) &&
        !file.includes('node_modules') &&
        /\bdefineFacts[<(]/.test(read(`subgraphs/${name}/${file}`)),
    ),
  );
  expect(askingSubgraphs).toEqual(asking);
});

test('the gateway listens to the events that the subgraphs publish: theirs begin with the name of the database', () => {
  const { services: containers } = parseYaml(composeFile()) as {
    services: Record<string, { environment?: Record<string, string> }>;
  };
  const [, database] = /\/([^/]+)$/.exec(containers['migrate']?.environment?.['DATABASE_URL'] ?? '') ?? [];
  expect(containers['gateway']?.environment).toMatchObject({
    NATS_URL: containers['rental']?.environment?.['NATS_URL'],
    EVENTS_PREFIX: database,
  });
});

test('all gateways count in one Redis, and clients reach every listener', () => {
  const { services: containers } = parseYaml(composeFile()) as {
    services: Record<string, { environment?: Record<string, string>; ports?: string[] }>;
  };
  expect(containers['gateway']).toMatchObject({
    environment: { REDIS_URL: containers['rental']?.environment?.['REDIS_URL'], PORT: '4000', MOBILE_PORT: '4010' },
    ports: ['4000:4000', '4010:4010'],
  });
  for (const name of Object.keys(subgraphPorts)) expect(containers[name]).not.toHaveProperty('ports');
});

test('the gateway listens for the mobile app where it is told, and else where the container does', () => {
  const { listeners } = parseYaml(read('packages/services/gateway.yaml')) as { listeners: Record<string, object> };
  const gateway = services.find(({ name }) => name === 'gateway');
  expect(Object.keys(listeners)).toEqual(Object.keys(gateway?.listeners ?? {}));
  expect(listeners['mobile']).toMatchObject({ port: `\${MOBILE_PORT:-${gateway?.listeners?.['mobile'] ?? 0}}` });
});

test('no two listeners have one port, whether they are fixed or free', async () => {
  for (const choice of ['fixed', 'free'] as const) {
    const chosen = await choosePorts(choice);
    const ports = [...chosen.values()].flatMap((each) => Object.values(each));
    expect(ports).toHaveLength(Object.keys(subgraphPorts).length + 2);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Object.keys(chosen.get('gateway') ?? {})).toEqual(['default', 'mobile']);
  }
});

test('the lines for an .env hold a pair of keys', () => {
  const lines = keyVariables().split('\n');
  const [privateKey, publicKeys] = lines.map((line) => /^[A-Z_]+='([^']+)'$/.exec(line)?.[1] ?? '');
  expect(readPublicKeys(publicKeys ?? '')?.keys[0]?.kid).toBe(readSigningKey(privateKey ?? '')?.id);
  expect(lines).toHaveLength(2);
});
