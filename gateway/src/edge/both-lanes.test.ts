import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../registered-operations/releases.fixture.ts';
import { registered, send, sendGet, startEdgeGateway, type EdgeAnswer } from './edge-gateway.fixture.ts';

type Gateway = Awaited<ReturnType<typeof startEdgeGateway>>;

let hot: Gateway;
let generic: Gateway;
beforeAll(async () => {
  const settings = { costShownTo: ['staff'] };
  hot = await startEdgeGateway(settings);
  generic = await startEdgeGateway(settings, {}, { hotLane: false });
});
afterAll(async () => {
  await hot.stop();
  await generic.stop();
});

/** All that a client is told, but for what differs between two requests in any case. */
function told({ status, headers, text }: EdgeAnswer) {
  const rest = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return { status, headers: rest, text: text.replaceAll(/"requestId":"[^"]*"/g, '"requestId":"…"') };
}

const films = { documentId: idOf(registered.films) };
const film = { documentId: idOf(registered.film) };

const requests: readonly [string, unknown, Record<string, string>?][] = [
  ['by documentId', films],
  ['by persistedQuery', { extensions: { persistedQuery: { version: 1, sha256Hash: idOf(registered.films) } } }],
  ['by its text', { query: registered.films }],
  ['with variables', { ...films, variables: { first: 1 } }],
  ['with its name', { ...films, operationName: 'Films' }],
  ['with another name', { ...films, operationName: 'Other' }],
  ['with an empty name', { ...films, operationName: '' }],
  ['with a name that is none', { ...films, operationName: 5 }],
  ['with other extensions', { ...films, extensions: { more: true } }],
  ['with extensions that are none', { ...films, extensions: 'more' }],
  ['with a variable of the wrong type', { ...films, variables: { first: 'one' } }],
  ['with a variable too large', { ...films, variables: { first: 3_000_000_000 } }],
  ['with a variable that it does not have', { ...films, variables: { other: 1 } }],
  ['with variables that are none', { ...films, variables: [1] }],
  ['without a variable that it needs', film],
  ['with null for it', { ...film, variables: { id: null } }],
  ['of something that there is not', { ...film, variables: { id: '9' } }],
  ['as who is signed in', { documentId: idOf(registered.me) }, { authorization: 'ada' }],
  ['as nobody', { documentId: idOf(registered.me) }],
  ['with a token that cannot be used', films, { authorization: 'forged' }],
  ['with a part denied', { documentId: idOf(registered.mixed) }, { authorization: 'ada' }],
  ['with that part allowed', { documentId: idOf(registered.mixed) }, { authorization: 'odile' }],
  ['as one who is shown the cost', films, { authorization: 'odile' }],
  ['that breaks', { documentId: idOf(registered.broken) }],
  ['that changes something', { documentId: idOf(registered.rename), variables: { id: '1', title: 'x' } }],
  ['that is a subscription', { documentId: idOf(registered.renamed) }],
  ['unknown', { documentId: 'unknown' }],
  ['with a text beside', { ...films, query: '{ me }' }],
  ['for a client that wants graphql-response', films, { accept: 'application/graphql-response+json' }],
  ['for one that wants either', films, { accept: 'application/graphql-response+json, application/json;q=0.9' }],
  ['for one that wants XML', films, { accept: 'application/xml' }],
  ['for one that takes streams only', films, { accept: 'text/event-stream' }],
  ['for one that takes all', films, { accept: '*/*' }],
  ['for one that takes Brotli', films, { 'accept-encoding': 'br' }],
];

describe('a registered operation is answered alike by both lanes', () => {
  test.each(requests)('%s', async (_, parameters, headers) => {
    const [one, other] = [await send(hot.url, parameters, headers), await send(generic.url, parameters, headers)];
    expect(told(one)).toEqual(told(other));
    // And again, as both keep things.
    expect(told(await send(hot.url, parameters, headers))).toEqual(told(one));
    expect(told(await send(generic.url, parameters, headers))).toEqual(told(other));
  });

  test.each<[string, Record<string, string>, Record<string, string>?]>([
    ['by documentId', films],
    ['with variables', { ...films, variables: '{"first":1}' }],
    ['with variables that are no JSON', { ...films, variables: '{' }],
    ['with variables that are none', { ...films, variables: '[1]' }],
    ['with a part denied', { documentId: idOf(registered.mixed) }],
    ['as who is signed in', { documentId: idOf(registered.me) }, { authorization: 'ada' }],
    ['that would change something', { documentId: idOf(registered.rename), variables: '{"id":"1","title":"x"}' }],
    ['unknown', { documentId: 'unknown' }],
    ['that another site could send', films, { 'apollo-require-preflight': '' }],
  ])('by GET: %s', async (_, parameters, headers) => {
    const [one, other] = [await sendGet(hot.url, parameters, headers), await sendGet(generic.url, parameters, headers)];
    expect(told(one)).toEqual(told(other));
    const etag = one.headers.get('etag');
    const known = { ...headers, ...(etag !== null && { 'if-none-match': etag }) };
    const again = await sendGet(hot.url, parameters, known);
    expect(told(again)).toEqual(told(await sendGet(generic.url, parameters, known)));
    if (etag !== null) expect(again.status).toBe(304);
  });
});

test('each lane tells the log the same', async () => {
  const lineOf = async (gateway: Gateway) => {
    await send(gateway.url, films, { authorization: 'ada', 'x-request-id': 'compared' });
    const line = gateway.lines.find(({ requestId }) => requestId === 'compared');
    return { ...line, time: 0, durationMs: 0, pid: 0 };
  };
  const line = await lineOf(hot);
  expect(line).toMatchObject({ operation: 'Films', operationId: idOf(registered.films), status: 200 });
  expect(line).toEqual(await lineOf(generic));
});
