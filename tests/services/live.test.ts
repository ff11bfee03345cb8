import { readSigningKey, SubgraphTokenSigner } from '@reelhouse/auth';
import { systemClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { print } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventStream, open } from '../../packages/http-server/src/streams/http-client.fixture.ts';
import { RawWebSocket } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { auditWhenDone } from '../../subgraphs/rental/audit.fixture.ts';
import type { Answer, Credentials, GraphClient } from '../graph-client.ts';
import { checkIn, checkInBy, openRentals, type OpenRental } from '../live/desk.fixture.ts';
import { liveClients } from '../live/live-clients.fixture.ts';
import { listenWith } from '../live/listening.fixture.ts';
import { canRunServices, runServicesOn } from './running-services.ts';

const database = await createSampleDatabase();
auditWhenDone(database);
const patience = { timeout: 20_000 };

const query = `subscription ($since: ID) {
  rentalReturned(since: $since) { eventId rental { id } film { title } customer { lastName } }
}`;

interface Returned {
  readonly eventId: string;
  readonly rental: { readonly id: string };
  readonly film: { readonly title: string } | null;
  readonly customer: { readonly lastName: string } | null;
}

const returned = ({ data }: { readonly data?: unknown }): Returned =>
  (data as { readonly rentalReturned: Returned }).rentalReturned;

describe.skipIf(!canRunServices)('live, with a process for each subgraph', { timeout: 60_000 }, () => {
  const chain = runServicesOn(database);
  let rentals: OpenRental[];
  let credentials: Credentials;
  beforeAll(async () => {
    credentials = await chain.as('staff').credentials();
    rentals = await openRentals(database, 12);
  });

  function take(): OpenRental {
    const rental = rentals.shift();
    if (!rental) throw new Error('all rentals were returned');
    return rental;
  }

  /** A stream that gets every event from now on: its headers come when it does. */
  async function openStream() {
    const stream = await open(chain.url, query.replace(/\(\$?since[^)]*\)/g, ''), eventStream, { ...credentials });
    return {
      async next(): Promise<Answer> {
        const came = await stream.until('}\n\n');
        return JSON.parse(/^data: (.*)$/m.exec(came)?.[1] ?? '') as Answer;
      },
      rest: () => stream.until('never'),
      leave: () => stream.leave(),
    };
  }

  /** A rental that has just come back, and the event that told of it. */
  async function eventNow(): Promise<string> {
    const stream = await openStream();
    const rental = take();
    await checkIn(chain, rental);
    const { eventId, rental: told } = returned(await stream.next());
    expect(told.id).toBe(rental.rentalId);
    stream.leave();
    return eventId;
  }

  /** The desk without the gateway in front of it. */
  function rentalService({ staffId }: OpenRental): Pick<GraphClient, 'get'> {
    const key = readSigningKey(chain.services.internalKeys.privateKey);
    if (!key) throw new Error('no key');
    const identity = { subject: `staff:${staffId}`, scopes: ['staff'], storeId: 1, expiresAt: 4e9 };
    const headers = new SubgraphTokenSigner({ key, issuer: 'gateway', clock: systemClock })
      .requestsTo('rental')
      .headers({ identity });
    return {
      async get(document, variables) {
        const response = await fetch(new URL('/graphql', chain.services.readyUrl('rental')), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query: print(document), variables }),
        });
        const { data, errors } = (await response.json()) as Answer;
        expect(errors).toBeUndefined();
        return data as never;
      },
    };
  }

  test('a return at the desk is told to whoever listens, by every transport', async () => {
    const since = await eventNow();
    const listeners = liveClients.map((client) =>
      listenWith(client, { url: chain.url, query, variables: { since }, credentials }),
    );
    const rental = take();
    await checkIn(chain, rental);
    for (const listening of listeners) {
      expect(returned(await listening.next())).toMatchObject({
        rental: { id: rental.rentalId },
        film: { title: rental.filmTitle },
        customer: { lastName: expect.any(String) as string },
      });
      listening.stop();
    }
  });

  test('a subgraph that is killed costs its own fields of what is told, and has them back when it is there again', async () => {
    const stream = await openStream();
    const film = chain.services.process('film');
    process.kill(film?.pid ?? 0, 'SIGKILL');
    await film?.ended;
    const [without, whole] = [take(), take()];
    await checkIn(chain, without);
    const result = await stream.next();
    expect(returned(result)).toMatchObject({
      rental: { id: without.rentalId },
      film: null,
      customer: { lastName: expect.any(String) as string },
    });
    expect(result.errors).toMatchObject([
      { path: ['rentalReturned', 'film', 'title'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
    ]);
    await chain.services.restart('film');
    // For a moment the gateway spares a subgraph that has failed.
    const title = async () =>
      (await chain.anonymous.ask('query ($id: ID!) { film(id: $id) { title } }', { id: whole.filmId })).data;
    await expect.poll(title, patience).toEqual({ film: { title: whole.filmTitle } });
    await checkIn(chain, whole);
    expect(await stream.next()).toMatchObject({
      data: { rentalReturned: { rental: { id: whole.rentalId }, film: { title: whole.filmTitle } } },
    });
    stream.leave();
  });

  test('a gateway that is killed and started again gives what happened meanwhile to those who come back', async () => {
    const since = await eventNow();
    const listeners = liveClients.map((client) =>
      listenWith(client, { url: chain.url, query, variables: { since }, credentials }),
    );
    await checkIn(chain, take());
    const told = await Promise.all(listeners.map(async (listening) => returned(await listening.next())));
    const eventId = told[0]?.eventId ?? '';
    const gateway = chain.services.process('gateway');
    process.kill(gateway?.pid ?? 0, 'SIGKILL');
    await Promise.all([gateway?.ended, ...listeners.map(({ ended }) => ended)]);
    const missed = [take(), take()];
    for (const rental of missed) await checkInBy(rentalService(rental), rental);
    await chain.services.restart('gateway');
    for (const client of liveClients) {
      const again = listenWith(client, { url: chain.url, query, variables: { since: eventId }, credentials });
      const ids = [returned(await again.next()).rental.id, returned(await again.next()).rental.id];
      expect(ids, client.name).toEqual(missed.map(({ rentalId }) => rentalId));
      again.stop();
    }
  });

  test('a gateway that is told to stop says so to all who listen, and then ends by itself', async () => {
    const stream = await openStream();
    const socket = await RawWebSocket.connected(chain.url.replace('http', 'ws'), credentials);
    const since = await eventNow();
    socket.subscribe('1', query.replace(/\(\$since: ID\)/, '').replace('$since', JSON.stringify(since)));
    await checkIn(chain, take());
    expect(await socket.messages.next()).toMatchObject({ type: 'next', id: '1' });
    const gateway = chain.services.process('gateway');
    process.kill(gateway?.pid ?? 0, 'SIGTERM');
    expect(await stream.rest()).toMatch(/"code":"SHUTTING_DOWN".*\n\nevent: complete\ndata:\n\n$/);
    expect(await socket.messages.next()).toMatchObject({
      type: 'error',
      id: '1',
      payload: [{ extensions: { code: 'SHUTTING_DOWN' } }],
    });
    expect(await socket.closed).toEqual({ code: 1001, reason: 'SHUTTING_DOWN' });
    expect(await gateway?.ended).toBe(0);
    expect(chain.lines.filter((line) => line.includes('cut off'))).toEqual([]);
  });
});
