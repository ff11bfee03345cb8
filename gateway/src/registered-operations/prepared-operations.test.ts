import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { StartupError } from '@reelhouse/config';
import { compose, readableLog, subgraphs, supergraphSdl, transportsTo } from '../graph.fixture.ts';
import { SupergraphRuntime } from '../supergraph-runtime.ts';
import { OperationRegistry } from './operation-registry.ts';
import { idOf, release } from './releases.fixture.ts';

const films = 'query Films($first: Int) { films(first: $first) { title rentals { id } } }';
const rent = 'mutation Rent($filmId: ID!) { rent(filmId: $filmId) { film { title } } }';

async function runtimeWith(registry: OperationRegistry | undefined, maxPlans = 1000) {
  const { transports } = await transportsTo(subgraphs().schemas, 'in-process');
  return new SupergraphRuntime({ supergraphSdl, transports, registry, maxPlans, log: readableLog().log });
}

test('registered operations are planned at the start', async () => {
  const runtime = await runtimeWith(new OperationRegistry([release('app', '1.0.0', films, rent)]));
  expect(runtime.plans.size).toBe(2);
  expect([...runtime.current.registered.byId.keys()]).toEqual([idOf(films), idOf(rent)]);
  await runtime.stop();
});

test('their plans stay, however much else is planned', async () => {
  const runtime = await runtimeWith(new OperationRegistry([release('app', '1.0.0', films)]), 2);
  const { document, operation } = runtime.current.registered.byId.get(idOf(films))!;
  const toPlan = { document, documentKey: idOf(films), operation };
  const plan = runtime.plans.get(toPlan);
  for (let first = 0; first < 5; first++) {
    const other = parse(`{ films(first: ${first}) { id } }`);
    runtime.plans.get({ document: other, documentKey: String(first), operation: getOperationAST(other)! });
  }
  expect(runtime.plans.size).toBe(3);
  expect(runtime.plans.get(toPlan)).toBe(plan);
  await runtime.stop();
});

test.each([
  ['a field that is gone', 'query Gone { films { gone } }', 'Cannot query field "gone" on type "Film".'],
  ['an argument of another type', 'query Bad { film(id: {}) { id } }', 'ID cannot represent a non-string'],
  ['a root type that there is not', 'subscription Sub { returned }', 'The schema has no subscription.'],
])('a supergraph that does not answer a registered operation is refused: %s', async (_, text, reason) => {
  const registry = new OperationRegistry([release('app', '1.0.0', films, text), release('app', '1.1.0', text)]);
  const attempt = runtimeWith(registry);
  await expect(attempt).rejects.toThrow(StartupError);
  await expect(attempt).rejects.toThrow(
    /^the operation \w+ of app 1\.0\.0, app 1\.1\.0 is not answered by the schema: /,
  );
  await expect(attempt).rejects.toThrow(reason);
});

test('other releases take the place of those before, all or none of them', async () => {
  const before = new OperationRegistry([release('app', '1.0.0', films)]);
  const runtime = await runtimeWith(before);
  const after = new OperationRegistry([release('app', '1.1.0', rent)]);
  await runtime.register(after);
  expect(runtime.registry).toBe(after);
  expect([...runtime.current.registered.byId.keys()]).toEqual([idOf(rent)]);
  const broken = new OperationRegistry([release('app', '1.2.0', films, 'query Gone { gone }')]);
  await expect(runtime.register(broken)).rejects.toThrow('Gone of app 1.2.0');
  expect([runtime.registry, runtime.current.registered.registry]).toEqual([after, after]);
  await runtime.stop();
});

const wider = compose({
  film: `type Query { films(first: Int): [Film!]! extra: String } type Film { title: String! rentals: [String!] }`,
});

test('a schema that is swapped in answers what was registered while it was prepared, or is refused', async () => {
  const runtime = await runtimeWith(undefined);
  const [next, refused] = [runtime.prepare(supergraphSdl), runtime.prepare(wider)];
  await runtime.register(new OperationRegistry([release('app', '1.0.0', films)]));
  expect(() => void runtime.swap(refused)).toThrow('Films of app 1.0.0 is not answered');
  void runtime.swap(next);
  expect(runtime.current.registered.byId.has(idOf(films))).toBe(true);
  await runtime.stop();
});
