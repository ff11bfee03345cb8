import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, startRedis, type TestRedis } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesOf, send } from '../edge/edge-gateway.fixture.ts';
import { runUntilItListens, type LogLine } from './running-gateway.fixture.ts';
import { serveBell, serveShop, shopSupergraph } from './shop-subgraphs.fixture.ts';

const redisThere = 'Redis is there: what is asked for is counted by all gateways together';
const redisAway = 'Redis cannot be asked: this process counts for itself what is asked for';

const name = 'query Name { name }';

type Gateway = Awaited<ReturnType<typeof runUntilItListens>>;

let folder: string;
let subgraphs: { shop: Awaited<ReturnType<typeof serveShop>>; bell: Awaited<ReturnType<typeof serveBell>> };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  subgraphs = { shop: await serveShop(), bell: await serveBell() };
  await writeFile(join(folder, 'supergraph.graphql'), shopSupergraph(subgraphs));
});
afterAll(async () => {
  await Promise.all([subgraphs.shop.stop(), subgraphs.bell.stop()]);
  await rm(folder, { recursive: true });
});

describe.skipIf(!isInstalled('redis-server'))('two gateways that count in one Redis', () => {
  const most = 20;
  let redis: TestRedis;
  let gateways: readonly Gateway[];
  const seen: readonly LogLine[][] = [[], []];
  beforeAll(async () => {
    redis = await startRedis();
    const rateLimits = { address: { cost: most, seconds: 3600 } };
    await writeFile(join(folder, 'counting.yaml'), JSON.stringify({ port: 0, rateLimits }));
    const args = ['--supergraph', 'supergraph.graphql', '--config', 'counting.yaml'];
    gateways = await Promise.all([0, 1].map(() => runUntilItListens(args, folder, { REDIS_URL: redis.url })));
    // Nothing says which comes first, that it listens or that Redis is there.
    for (const [index, gateway] of gateways.entries()) {
      seen[index]!.push(...gateway.before);
      if (!gateway.before.some(({ msg }) => msg === redisThere)) await gateway.logged(redisThere, seen[index]);
    }
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await redis.dispose();
  });

  /** Asks at one of them. @returns how much is left, as it says. */
  async function left(index: number): Promise<number> {
    const { headers, body } = await send(gateways[index]!.url, { query: name });
    expect(body).toEqual({ data: { name: 'Reelhouse' } });
    return Number(/"address";r=(\d+);t=\d+/.exec(headers.get('ratelimit') ?? '')?.[1]);
  }

  const bothSay = (msg: string) => Promise.all(gateways.map((gateway, index) => gateway.logged(msg, seen[index])));

  test('what one counts the other counts; without Redis each counts for itself; with it, together again', async () => {
    expect([await left(0), await left(1), await left(0), await left(0)]).toEqual([19, 18, 17, 16]);

    await redis.kill();
    await bothSay(redisAway);
    // Each goes on from what it knew: the second has heard of the first two only.
    expect([await left(0), await left(1), await left(0), await left(1)]).toEqual([15, 17, 14, 16]);

    await redis.start();
    await bothSay(redisThere);
    // It has kept nothing.
    expect([await left(0), await left(1)]).toEqual([19, 18]);
    while ((await left(0)) > 0);
    const answer = await send(gateways[1]!.url, { query: name });
    expect([answer.status, codesOf(answer)]).toEqual([429, ['REQUEST_RATE_LIMITED']]);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    for (const [index, gateway] of gateways.entries()) {
      await gateway.stop();
      await expect(gateway.logged('nothing more', seen[index])).rejects.toThrow('the gateway ended');
      const told = seen[index]!.map(({ msg }) => msg).filter((msg) => msg === redisThere || msg === redisAway);
      expect(told).toEqual([redisThere, redisAway, redisThere]);
    }
  });
});
