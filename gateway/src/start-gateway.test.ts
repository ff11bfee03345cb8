import { expect, test } from 'vitest';
import { startTestGateway } from './gateway.fixture.ts';

const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

test('a browser is shown Apollo Sandbox at /graphql, and led there from /', async () => {
  const gateway = await startTestGateway('in-process', { landingPage: true });
  const page = await fetch(gateway.origin, asBrowser);
  await gateway.stop();
  expect([page.status, page.url]).toEqual([200, gateway.url]);
  expect(await page.text()).toContain('embeddable-sandbox.cdn.apollographql.com');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the explorer needs no internet', async () => {
  const gateway = await startTestGateway('in-process', { landingPage: true, explorerQuery: '{ films { title } }' });
  const page = await fetch(`${gateway.origin}/explorer`, asBrowser);
  const start = await fetch(`${gateway.origin}/explorer/start.js`);
  await gateway.stop();
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
  expect(await page.text()).not.toMatch(/(https?:)?\/\/\w/);
  expect(await start.text()).toContain('{ films { title } }');
});

test.each(['/', '/explorer', '/explorer/', '/graphql'])('without a landing page %s is no page', async (path) => {
  const gateway = await startTestGateway();
  const answer = await fetch(gateway.origin + path, asBrowser);
  await gateway.stop();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    path === '/graphql' ? 400 : 404,
    'application/json; charset=utf-8',
  ]);
});

test('introspection can be closed', async () => {
  const gateway = await startTestGateway('in-process', { introspection: false });
  const { body } = await gateway.ask('{ __schema { queryType { name } } }');
  await gateway.stop();
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
});

test.each(['in-process', 'http'] as const)('a gateway whose %s subgraphs answer is live and ready', async (reached) => {
  const gateway = await startTestGateway(reached);
  const live = await fetch(`${gateway.origin}/health/live`);
  const ready = await fetch(`${gateway.origin}/health/ready`);
  await gateway.stop();
  expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', checks: { film: 'ok', rental: 'ok' } }]);
});

test.each(['in-process', 'http'] as const)('stop lets a request over %s subgraphs finish', async (reached) => {
  const gateway = await startTestGateway(reached);
  const slow = gateway.ask('{ slow }');
  await gateway.entered.opened;
  const stopped = gateway.stop();
  await expect(gateway.ask('{ films { title } }')).rejects.toThrow('fetch failed');
  gateway.release.open();
  expect(await slow).toEqual({ status: 200, body: { data: { slow: 'done' } } });
  await stopped;
});

test('answers are compressed for clients that take it, unless it is turned off', async () => {
  const query = `{ ${Array.from({ length: 50 }, (_, index) => `a${index}: films { title }`).join(' ')} }`;
  const codingOf = async (compression?: boolean) => {
    const gateway = await startTestGateway('in-process', { ...(compression !== undefined && { compression }) });
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
    const answer = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(await answer.json()).toMatchObject({ data: { a49: [{ title: 'Academy Dinosaur' }, {}] } });
    await gateway.stop();
    return answer.headers.get('content-encoding');
  };
  expect([await codingOf(), await codingOf(true), await codingOf(false)]).toEqual(['gzip', 'gzip', null]);
});
