import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { StartupError } from '@reelhouse/config';
import { createLogger } from '@reelhouse/logging';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { edgeSettingsFrom } from '../config/edge-settings-from.ts';
import { readConfigText } from '../config/read-config-file.ts';
import { defaultEdgeSettings } from './default-edge-settings.ts';
import type { EdgeSettings } from './edge-settings.ts';
import { LiveEdgeSettings, type ConfigVersion, type LiveEdgeOptions } from './live-edge-settings.ts';

const replaced = 'the settings were replaced';
const unchanged = 'the configuration file was read again: no setting that can be replaced has changed';
const refused = 'the configuration file is refused; the settings before hold on';
const afterRestart = 'settings that have changed hold after a restart only';

type Line = Record<string, unknown>;

let folder: string;
let file: string;
let opened: LiveEdgeSettings[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-edge-'));
  file = join(folder, 'gateway.yaml');
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((live) => live.close()));
  await rm(folder, { recursive: true });
});

/** A log that tells each line once, in order. */
function toldLines() {
  const lines: Line[] = [];
  const waiting: (() => void)[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Line);
      for (const wake of waiting.splice(0)) wake();
      done();
    },
  });
  async function next(): Promise<Line> {
    while (lines.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    return lines.shift() ?? {};
  }
  return { log: createLogger({ name: 'test', destination }), lines, next };
}

function version(text: string): ConfigVersion {
  const config = readConfigText(file, text, {});
  const settings = edgeSettingsFrom(config, { isDevelopment: true });
  return { config, settings, manifests: config.registeredOperations?.manifests };
}

async function follow(text: string, prepare?: LiveEdgeOptions['prepare']) {
  await writeFile(file, text);
  const { log, lines, next } = toldLines();
  const live = new LiveEdgeSettings({ first: version(text), followed: { file, text, read: version }, prepare, log });
  opened.push(live);
  const changes: EdgeSettings[] = [];
  live.onChange((settings) => changes.push(settings));
  await live.start();
  return { live, lines, next, changes };
}

async function replace(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** Lets the rest of what is under way be done once it is told to. */
function gate() {
  let open: () => void = () => {};
  const opens = new Promise<void>((resolve) => (open = resolve));
  return { opens, open };
}

test('what is written into the file, or put in its place, holds', async () => {
  const { live, next, changes } = await follow('limits: {maxDepth: 5}');
  expect(live.current.limits.maxDepth).toBe(5);
  const before = live.current;
  await writeFile(file, 'limits: {maxDepth: 6}\nintrospection: false');
  expect(await next()).toMatchObject({ level: 30, msg: replaced, changed: ['introspection', 'limits.maxDepth'] });
  expect([live.current.limits.maxDepth, live.current.introspection, before.limits.maxDepth]).toEqual([6, false, 5]);
  await replace('');
  expect(await next()).toMatchObject({ msg: replaced, changed: ['introspection', 'limits.maxDepth'] });
  expect(live.current).toEqual(defaultEdgeSettings);
  expect(changes).toEqual([{ ...changes[0], introspection: false }, defaultEdgeSettings]);
});

test('it is said by the names of the file what changed, and no value', async () => {
  const { lines, next } = await follow('');
  await replace(`
    maxBodyBytes: 4242
    limits: {maxCost: 4242, maxInFlight: 4242, requestSeconds: 4242, maxTokens: ${defaultEdgeSettings.limits.maxTokens}}
    rateLimits: {address: {cost: 4242, seconds: 4242}}
    costShownTo: [s4242]
    registeredOperations: {manifests: m4242, level: log, rules: [{scope: s4242, level: off}]}`);
  const line = await next();
  expect(line['changed']).toEqual([
    'limits.maxCost',
    'limits.maxInFlight',
    'limits.requestSeconds',
    'rateLimits.address',
    'costShownTo',
    'registeredOperations.level',
    'registeredOperations.rules',
    'maxBodyBytes',
    'registeredOperations.manifests',
  ]);
  expect(JSON.stringify({ ...line, time: 0, pid: 0 })).not.toContain('4242');
  // None of it needs a restart.
  expect(lines).toEqual([]);
});

test.each([
  ['a value', 'limits: {maxDepth: 7, maxCost: -1}\nport: hunter2', [/: port: expected/, /: limits\.maxCost: expected/]],
  ['YAML', 'limits: {maxDepth: 7', [/at line 1, column \d+$/]],
  ['a setting', 'limits: {maxDepth: 7}\nintrospektion: true', [/: introspektion: there is no such setting; did you/]],
  ['a rule', 'registeredOperations: {rules: [{listener: x, level: off}]}', [/rules\.0\.listener: expected the name/]],
])('a mistake in %s: nothing of it holds, until it is put right', async (_, text, expected) => {
  const { live, lines, next, changes } = await follow('limits: {maxDepth: 5}');
  await replace(text);
  const { reason, ...line } = await next();
  expect(line).toMatchObject({ level: 50, msg: refused });
  const said = String(reason).split('\n');
  expect(said).toHaveLength(expected.length);
  for (const [index, each] of expected.entries()) expect(said[index]).toMatch(each);
  expect([String(reason).includes('hunter2'), line['err']]).toEqual([false, undefined]);
  expect([live.refused, live.current.limits.maxDepth, changes]).toEqual([true, 5, []]);
  await replace('limits: {maxDepth: 5}');
  expect(await next()).toMatchObject({ level: 30, msg: unchanged });
  expect([live.refused, lines, changes]).toEqual([false, [], []]);
});

test('a file that is gone is refused, and taken when it is back', async () => {
  const { live, next } = await follow('limits: {maxDepth: 5}');
  await rm(file);
  expect(await next()).toMatchObject({ msg: refused, reason: `cannot read ${file}: ENOENT` });
  expect([live.refused, live.current.limits.maxDepth]).toEqual([true, 5]);
  await writeFile(file, 'limits: {maxDepth: 8}');
  expect(await next()).toMatchObject({ msg: replaced });
  expect([live.refused, live.current.limits.maxDepth]).toEqual([false, 8]);
});

test('what needs a restart is named, as long as it differs from what runs', async () => {
  const { live, lines, next } = await follow('port: 1\ncors: {origins: ["*"]}\nrateLimits: {redis: "redis://a"}');
  await replace(
    'port: 2\ncors: {origins: ["https://a"]}\nrateLimits: {redis: "redis://:hunter2@b"}\nlimits: {maxDepth: 5}',
  );
  expect(await next()).toMatchObject({ msg: replaced, changed: ['limits.maxDepth'] });
  const told = await next();
  expect(told).toMatchObject({ level: 40, msg: afterRestart, settings: ['port', 'cors.origins', 'rateLimits.redis'] });
  expect(live.current.limits.maxDepth).toBe(5);
  await replace(
    'port: 1\nlimits: {maxDepth: 6}\nrateLimits: {identity: {cost: 1, seconds: 1}}\nsubgraphs: {film: {retries: 0}}',
  );
  expect(await next()).toMatchObject({ msg: replaced });
  expect(await next()).toMatchObject({ msg: afterRestart, settings: ['cors', 'rateLimits.redis', 'subgraphs'] });
  await replace('port: 1\ncors: {origins: ["*"]}\nrateLimits: {redis: "redis://a"}');
  expect(await next()).toMatchObject({ msg: replaced });
  live.readAgain();
  expect(await next()).toMatchObject({ msg: unchanged });
  expect(lines).toEqual([]);
});

test('what is prepared holds only if that succeeds', async () => {
  let fault: Error | undefined = new StartupError('m: expected a folder');
  const prepared: unknown[] = [];
  const { live, next } = await follow('', async ({ settings, manifests }) => {
    prepared.push([settings.limits.maxDepth, manifests, live.current.limits.maxDepth]);
    if (fault) throw fault;
  });
  const text = 'limits: {maxDepth: 5}\nregisteredOperations: {manifests: m}';
  await replace(text);
  expect(await next()).toMatchObject({ level: 50, msg: refused, reason: 'm: expected a folder' });
  expect([live.refused, live.current]).toEqual([true, defaultEdgeSettings]);
  fault = new TypeError('a fault of ours');
  live.readAgain();
  expect(await next()).toMatchObject({ msg: refused, err: { type: 'TypeError' } });
  fault = undefined;
  live.readAgain();
  expect(await next()).toMatchObject({ msg: replaced });
  expect([live.refused, live.current.limits.maxDepth]).toEqual([false, 5]);
  // What it names may have changed.
  live.readAgain();
  expect(await next()).toMatchObject({ msg: unchanged });
  const before = defaultEdgeSettings.limits.maxDepth;
  expect(prepared).toEqual([...Array<unknown>(3).fill([5, 'm', before]), [5, 'm', 5]]);
});

test('of those that come while one is prepared the last holds in the end, and no two are prepared at a time', async () => {
  const prepared: number[] = [];
  const [begun, may] = [gate(), gate()];
  let preparing = 0;
  const { live, next, changes } = await follow('', async ({ settings }) => {
    preparing += 1;
    expect(preparing).toBe(1);
    prepared.push(settings.limits.maxDepth);
    begun.open();
    await may.opens;
    preparing -= 1;
  });
  await replace('limits: {maxDepth: 5}');
  await begun.opens;
  for (const depth of [6, 7]) {
    await replace(`limits: {maxDepth: ${depth}}`);
    live.readAgain();
  }
  expect(live.current).toEqual(defaultEdgeSettings);
  may.open();
  do expect(await next()).toMatchObject({ level: 30 });
  while (live.current.limits.maxDepth !== 7);
  expect([prepared[0], prepared.at(-1)]).toEqual([5, 7]);
  expect(changes.map(({ limits }) => limits.maxDepth)).toEqual([...new Set(prepared)]);
});

test('a file that goes while another is prepared is refused after that', async () => {
  const [begun, may] = [gate(), gate()];
  const { live, next } = await follow('', async () => {
    begun.open();
    await may.opens;
  });
  await replace('limits: {maxDepth: 5}');
  await begun.opens;
  await rm(file);
  live.readAgain();
  may.open();
  expect(await next()).toMatchObject({ msg: replaced });
  expect(await next()).toMatchObject({ msg: refused });
  expect([live.refused, live.current.limits.maxDepth]).toEqual([true, 5]);
});

test('what is prepared when it is closed does not hold', async () => {
  const [begun, may] = [gate(), gate()];
  const { live, lines } = await follow('', async () => {
    begun.open();
    await may.opens;
  });
  await replace('limits: {maxDepth: 5}');
  await begun.opens;
  const closed = live.close();
  may.open();
  await closed;
  live.readAgain();
  expect([live.current, lines]).toEqual([defaultEdgeSettings, []]);
});

test('without a file nothing changes', async () => {
  const { log } = toldLines();
  const live = new LiveEdgeSettings({ first: version('limits: {maxDepth: 5}'), log });
  await live.start();
  live.readAgain();
  await live.close();
  expect([live.current.limits.maxDepth, live.refused]).toEqual([5, false]);
});
