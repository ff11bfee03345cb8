import { getDistDirectory, renderAltair, renderInitSnippet, isSandboxFrame, SANDBOX_FRAME_CSP } from 'altair-static';
import type { Route, RouteAnswer } from './options.ts';
import { StaticFiles } from './static-files.ts';

/** Everything comes from this server; the editor sets styles on its elements. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; " +
  "frame-ancestors 'none'";

/** Where the explorer is served. */
const base = '/explorer/';

/**
 * A GraphQL explorer (Altair) that works without the internet: all of it is served from here, and its content security
 * policy lets it talk to this server only.
 *
 * @param endpoint the path of the GraphQL endpoint.
 * @param initialQuery what stands in the editor at first.
 * @returns routes for `/explorer`, which leads to `/explorer/`, and everything below.
 */
export async function explorerRoutes(endpoint: string, initialQuery: string): Promise<Route[]> {
  const files = await StaticFiles.of(getDistDirectory());
  const page = html(
    renderAltair({ baseURL: base, serveInitialOptionsInSeperateRequest: 'start.js' }).replace(
      '<title>Altair</title>',
      '<title>Explorer</title>',
    ),
  );
  const start: RouteAnswer = {
    status: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
    body: renderInitSnippet({
      endpointURL: endpoint,
      initialQuery,
      disableAccount: true,
      // Over the same endpoint, with the same headers as queries: whoever has signed in is it here too.
      subscriptionsEndpoint: endpoint,
      initialSubscriptionRequestHandlerId: 'graphql-sse',
    }),
  };
  return [
    { path: '/explorer', handle: () => ({ status: 308, headers: { location: base }, body: '' }) },
    {
      path: base,
      async handle({ path, headers }) {
        const name = path.slice(base.length);
        if (name === '' || name === 'index.html') return page;
        if (name === 'start.js') return start;
        const answer = await files.answer(name, headers);
        if (!answer || !isSandboxFrame(name)) return answer;
        return { ...answer, headers: { ...answer.headers, 'content-security-policy': SANDBOX_FRAME_CSP } };
      },
    },
  ];
}

function html(body: string): RouteAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
    },
    body,
  };
}
