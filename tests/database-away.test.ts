import { randomUUID } from 'node:crypto';
import { systemClock } from '@reelhouse/clock';
import { startGateway } from '@reelhouse/gateway';
import { serveSchema, type RequestContext } from '@reelhouse/http-server';
import { subgraphs, supergraphSdl } from '@reelhouse/reelhouse';
import type { Subgraph } from '@reelhouse/subgraph';
import { HttpTransport, InProcessTransport, type SubgraphTransport } from '@reelhouse/subgraph-transport';
import { createSampleDatabase } from '@reelhouse/test-database';
import { startProxy } from '@reelhouse/test-servers';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readableLog } from '../packages/logging/src/readable-log.fixture.ts';
import { asStaff } from '../packages/auth/src/identities.fixture.ts';
import { auditWhenDone } from '../subgraphs/rental/audit.fixture.ts';
import { graphClient } from './graph-client.ts';

const database = await createSampleDatabase();
const { sql } = database;
auditWhenDone(database);

/** Those whose database goes away. */
const behindProxy = ['rental', 'identity'];

const [row = { copyId: '', filmId: '', storeId: 0, staffId: '', customerId: '' }] = await sql<
  { copyId: string; filmId: string; storeId: number; staffId: string; customerId: string }[]
>`
  select inventory_id::text as "copyId", film_id::text as "filmId", store_id as "storeId",
    (select min(staff_id)::text from store.staff s where s.store_id = i.store_id and active) as "staffId",
    (select min(customer_id)::text from customer.customer where active) as "customerId"
  from rental.inventory_item i where status = 'on_shelf' order by inventory_id limit 1`;
const { copyId, filmId, storeId, staffId, customerId } = row;

/** Who asks: somebody who had signed in before the database went away. */
const identity = asStaff(Number(staffId), storeId);

const unavailable = (...path: string[]) => ({
  message: 'This part of the graph is not available at the moment.',
  path,
  extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: expect.any(String) },
});

describe.each(['in process', 'over HTTP'])('PostgreSQL goes away from subgraphs %s', (how) => {
  const closing: (() => Promise<unknown>)[] = [];
  const { lines, log } = readableLog();
  const transports: Record<string, SubgraphTransport<RequestContext>> = {};
  const open = (async () => {
    const proxy = await startProxy(database.url);
    closing.push(() => proxy.close());
    for (const { name, open: openOne } of subgraphs) {
      const url = database.urlOf(name);
      const subgraph = openOne({
        databaseUrl: behindProxy.includes(name) ? proxy.urlOf(url) : url,
        clock: systemClock,
        connections: 2,
        reach: (other) => transports[other]!,
      });
      closing.push(() => subgraph.close());
      transports[name] = how === 'in process' ? inProcess(subgraph) : await overHttp(subgraph);
    }
    const gateway = await startGateway<RequestContext>({
      supergraphSdl: supergraphSdl(),
      transports,
      context: ({ requestId, log: requestLog }) => ({ requestId, log: requestLog, identity }),
      host: '127.0.0.1',
      port: 0,
      log,
    });
    closing.push(() => gateway.stop());
    return { proxy, gateway };
  })();
  const { ask } = graphClient(() => url);
  let url = '';

  function inProcess(subgraph: Subgraph): SubgraphTransport<RequestContext> {
    const { name, schema } = subgraph;
    return new InProcessTransport({ subgraph: name, schema, context: (request) => subgraph.contextFor(request) });
  }

  async function overHttp(subgraph: Subgraph): Promise<SubgraphTransport<RequestContext>> {
    const { name, schema } = subgraph;
    const server = await serveSchema<RequestContext>({
      schema,
      introspection: true,
      context: ({ requestId, log: requestLog }) => subgraph.contextFor({ requestId, log: requestLog, identity }),
      host: '127.0.0.1',
      port: 0,
      log,
    });
    closing.push(() => server.stop());
    const transport = new HttpTransport<RequestContext>({ subgraph: name, url: server.url });
    closing.push(() => transport.stop());
    return transport;
  }

  const errorsLogged = () => lines.filter(({ level }) => level === 50);
  const checkOut = (idempotencyKey: string) =>
    ask(
      `mutation ($input: CheckOutInput!) {
        checkOut(input: $input) { rentals { id copy { id } } userErrors { code } }
      }`,
      { input: { idempotencyKey, customerId, copyIds: [copyId] } },
    );
  const signIn = () =>
    ask('mutation { signInStaff(input: { username: "nobody", password: "nothing" }) { userErrors { code } } }');

  beforeEach(async () => {
    const { gateway, proxy } = await open;
    ({ url } = gateway);
    // On new connections the texts of all statements are sent.
    await proxy.refuse();
    await proxy.restore();
    await expect.poll(async () => (await ask('{ rentals(first: 1) { totalCount } }')).errors).toBeUndefined();
    await expect.poll(async () => (await signIn()).errors).toBeUndefined();
    lines.length = 0;
  });
  afterEach(async () => (await open).proxy.restore());
  afterAll(async () => {
    await open;
    for (const close of closing.reverse()) await close();
  });

  test('the fields that need it say so, and the others are right', async () => {
    await (await open).proxy.refuse();
    const { data, errors } = await ask('query ($id: ID!) { film(id: $id) { title copies { totalCount } } }', {
      id: filmId,
    });
    expect(data).toEqual({ film: { title: expect.any(String), copies: null } });
    expect(errors).toEqual([expect.objectContaining(unavailable('film', 'copies', 'totalCount'))]);
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|select|ECONN|postgres|stack/i);
    expect(errorsLogged()).toEqual([expect.objectContaining({ requestId: errors?.[0]?.extensions['requestId'] })]);
  });

  test('who wants to sign in is told to try later', async () => {
    await (await open).proxy.refuse();
    const { data, errors } = await signIn();
    expect(data).toEqual({ signInStaff: null });
    expect(errors).toEqual([expect.objectContaining(unavailable('signInStaff'))]);
    expect(errorsLogged()).toHaveLength(1);
  });

  test.each([
    ['before its transaction', 'idempotency_key'],
    ['when everything but its event is written', 'insert into outbox'],
  ])('a command that it leaves %s has done nothing, and is done when it is sent again', async (_, before) => {
    const { proxy } = await open;
    const copy = () => sql`select status, last_update from rental.inventory_item where inventory_id = ${copyId}`;
    const books = async () => [
      await copy(),
      await sql`select count(*) from rental.rental`,
      await sql`select count(*) from rental.stock_movement`,
      await sql`select count(*) from rental.outbox`,
      await sql`select count(*) from rental.idempotency_key`,
    ];
    const asItWas = await books();
    const key = randomUUID();
    proxy.cutBefore(before);
    const { data, errors } = await checkOut(key);
    expect(data).toEqual({ checkOut: null });
    expect(errors).toEqual([expect.objectContaining(unavailable('checkOut'))]);
    expect(await books()).toEqual(asItWas);

    await proxy.restore();
    await expect.poll(async () => (await ask('{ rentals(first: 1) { totalCount } }')).errors).toBeUndefined();
    const again = await checkOut(key);
    expect(again).toMatchObject({ data: { checkOut: { rentals: [{ copy: { id: copyId } }], userErrors: [] } } });
    expect(await checkOut(key)).toEqual(again);
    const returned = await ask('mutation ($input: CheckInInput!) { checkIn(input: $input) { userErrors { code } } }', {
      input: { idempotencyKey: randomUUID(), copyIds: [copyId] },
    });
    expect(returned.data).toEqual({ checkIn: { userErrors: [] } });
  });

  test('a mistake of ours is still one', async () => {
    await sql`alter table rental.inventory_item rename to item_away`;
    try {
      const { errors } = await ask('query ($id: ID!) { film(id: $id) { copies { totalCount } } }', { id: filmId });
      expect(errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      await sql`alter table rental.item_away rename to inventory_item`;
    }
  });
});
