import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explorerRoutes } from './index.ts';
import { serve } from './server.fixture.ts';

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve({ routes: await explorerRoutes('/graphql', '{ hello }') });
});
afterAll(() => server.stop());

test('the explorer is a page that loads from this server only', async () => {
  const page = await fetch(`${server.origin}/explorer`);
  expect(page.url).toBe(`${server.origin}/explorer/`);
  const html = await page.text();
  expect(html).toContain('<base href="/explorer/">');
  expect(html).not.toMatch(/(https?:)?\/\/\w/);
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
  );
  const assets = [...html.matchAll(/(?:src|href)="([^"/][^"]+)"/g)].map(([, name]) => name ?? '');
  expect(assets).toContain('start.js');
  for (const name of assets) {
    const asset = await fetch(`${server.origin}/explorer/${name}`);
    expect([name, asset.status]).toEqual([name, 200]);
    expect(asset.headers.get('content-type')).toMatch(/^(text\/(javascript|css)|image\/)/);
    await asset.arrayBuffer();
  }
});

test('its start script sends operations to the endpoint', async () => {
  const script = await (await fetch(`${server.origin}/explorer/start.js`)).text();
  expect(script).toContain('endpointURL: `/graphql`');
  expect(script).toContain('{ hello }');
});

test('an asset is kept by the browser: for good if its name changes with it, else by its tag', async () => {
  const hashed = (await (await fetch(`${server.origin}/explorer/`)).text()).match(/chunk-\w+\.js/)?.[0] ?? '';
  const forGood = await fetch(`${server.origin}/explorer/${hashed}`);
  expect(forGood.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const checked = await fetch(`${server.origin}/explorer/styles.css`);
  expect(checked.headers.get('cache-control')).toBe('no-cache');
  const etag = checked.headers.get('etag') ?? '';
  const again = await fetch(`${server.origin}/explorer/styles.css`, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test.each(['../package.json', '..%2fpackage.json', '%2e%2e/package.json', '/etc/passwd', 'nothing.js', 'assets/', '.'])(
  'nothing but the assets is served: %s',
  async (path) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port: server.port, path: `/explorer/${path}` }, (response) => {
        text(response).then(() => resolve(response.statusCode), reject);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(404);
  },
);
