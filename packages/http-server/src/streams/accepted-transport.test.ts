import { expect, test } from 'vitest';
import { acceptedTransport } from './accepted-transport.ts';

const sse = { transport: 'event-stream', json: false };
const multipart = { transport: 'multipart', json: false };

test.each<[string, string | undefined, object | undefined]>([
  ['none', undefined, undefined],
  ['that of curl', '*/*', undefined],
  ['JSON only', 'application/json', undefined],
  ['graphql-sse, EventSource', 'text/event-stream', sse],
  ['an EventSource that says more', 'text/event-stream;charset=utf-8', sse],
  ['another case', 'Text/Event-Stream', sse],
  ['a subscription of urql', 'text/event-stream, multipart/mixed', sse],
  [
    'a query of urql',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    { ...sse, json: true },
  ],
  [
    'a subscription of Apollo Client',
    'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9',
    { ...multipart, json: true },
  ],
  ['Apollo Kotlin', 'multipart/mixed;subscriptionSpec=1.0', multipart],
  [
    'Apollo iOS',
    'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json',
    { ...multipart, json: true },
  ],
  ['another boundary', 'multipart/mixed;boundary="-";subscriptionSpec=1.0', multipart],
  ['what it wants most', 'text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=1.0', multipart],
  ['incremental delivery, which is something else', 'multipart/mixed;deferSpec=20220824, application/json', undefined],
  ['another version', 'multipart/mixed;subscriptionSpec=2.0', undefined],
  ['streams not at all', 'text/event-stream;q=0, */*', undefined],
  ['a range', 'text/*', undefined],
  ['JSON by a range', 'text/event-stream, */*;q=0.1', { ...sse, json: true }],
  ['rubbish', ';;;,=,"', undefined],
])('%s', (_, accept, expected) => {
  expect(acceptedTransport(accept)).toEqual(expected);
  expect(acceptedTransport(accept)).toEqual(expected);
});
