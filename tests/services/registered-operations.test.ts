import { createSampleDatabase } from '@reelhouse/test-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventStream, multipart, open } from '../../packages/http-server/src/streams/http-client.fixture.ts';
import { RawWebSocket } from '../../packages/http-server/src/streams/raw-websocket.fixture.ts';
import { letIn } from '../let-in.ts';
import { clientOfAToken, type Listeners } from './client-of-a-token.fixture.ts';
import { byId, byText, refusals, registeredOperation, sendTo, type ClientName } from './registered-client.fixture.ts';
import { canRunServices, runServicesOn } from './running-services.ts';

const database = await createSampleDatabase();

const answered = { status: 200, codes: [] };
const freeForm = { query: '{ stores(first: 1) { edges { node { id } } } }' };
const introspection = { query: '{ __schema { queryType { name } } }' };
const subscription = 'subscription { availabilityChanged(filmId: "1", storeId: "1") { film { title } } }';

describe.skipIf(!canRunServices)('who may ask what, as in production', { timeout: 60_000 }, () => {
  const chain = runServicesOn(database, { REGISTRATION_LEVEL: 'safelist' });
  const listeners = (): Listeners => ({ default: chain.url, mobile: chain.services.urls['mobile']! });
  let staff: string;
  beforeAll(async () => {
    const { name: username, password } = await letIn(database, 'staff');
    const { data } = await sendTo(chain.url, byText('storefront', 'SignInStaff', { username, password }));
    staff = (data?.['signInStaff'] as { readonly accessToken: string }).accessToken;
  });

  /** The same operation with the white space that another tool would have written it with. */
  const reformatted = (client: ClientName, name: string) => ({
    query: `# as a tool has it\n${registeredOperation(client, name).body.replaceAll(/\s+/g, '\n  ')}`,
  });

  test.each<[string, object, object]>([
    ['an id of its own', byId('mobile', 'Categories'), answered],
    ['an id of the website', byId('storefront', 'Catalogue'), refusals.unknownId],
    ['an id of nobody', { documentId: '0'.repeat(64) }, refusals.unknownId],
    ['a text of its own', byText('mobile', 'Categories'), refusals.idRequired],
    ['a text of the website', byText('storefront', 'Catalogue'), refusals.idRequired],
    ['any text', freeForm, refusals.idRequired],
    ['a question for the schema', introspection, refusals.idRequired],
  ])('at the listener of the app, %s', async (_, parameters, expected) => {
    expect(await sendTo(listeners().mobile, parameters)).toMatchObject(expected);
    // It is the listener that counts, whoever asks there.
    expect(await sendTo(listeners().mobile, parameters, { token: staff })).toMatchObject(expected);
  });

  test.each<[string, object, object]>([
    ['an id', byId('storefront', 'Catalogue'), answered],
    ['a registered text', byText('storefront', 'Catalogue'), answered],
    ['a registered text, written otherwise', reformatted('storefront', 'Catalogue'), answered],
    ['a registered text of the app', byText('mobile', 'Categories'), answered],
    ['an id of nobody', { documentId: '0'.repeat(64) }, refusals.unknownId],
    ['any text', freeForm, refusals.unknownText],
    ['a question for the schema', introspection, refusals.unknownText],
  ])('at the listener of the website, %s', async (_, parameters, expected) => {
    expect(await sendTo(listeners().default, parameters)).toMatchObject(expected);
  });

  test.each([
    ['any text', freeForm],
    ['a question for the schema', introspection],
    ['a registered text', byText('storefront', 'Catalogue')],
    ['an id', byId('storefront', 'Catalogue')],
  ])('staff are answered %s', async (_, parameters) => {
    expect(await sendTo(listeners().default, parameters, { token: staff })).toMatchObject(answered);
  });

  test.each(['default', 'mobile'] as const)('no stream is opened round it at the listener %s', async (listener) => {
    const url = listeners()[listener];
    const [code] = listener === 'mobile' ? refusals.idRequired.codes : refusals.unknownText.codes;
    for (const accept of [eventStream, multipart]) {
      const stream = await open(url, subscription, accept);
      expect(await stream.until('never')).toContain(`"code":"${code}"`);
    }
    const claims = { 'x-client-listener': 'default', 'apollographql-client-name': 'storefront' };
    const socket = await RawWebSocket.connected(url.replace('http', 'ws'), claims, { headers: claims });
    for (const [index, query] of [subscription, freeForm.query].entries()) {
      socket.subscribe(String(index), query);
      expect(await socket.messages.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
    }
    // The protocol wants a text, and takes an empty one.
    socket.say({ type: 'subscribe', id: 'by id', payload: { query: '', ...byId('mobile', 'Categories') } });
    expect(await socket.messages.next()).toMatchObject({ type: 'next', payload: { data: { categories: {} } } });
    socket.socket.close();
  });

  clientOfAToken(listeners, database);
});
