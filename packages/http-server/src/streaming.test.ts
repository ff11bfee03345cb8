import type { ApolloServerPlugin } from '@apollo/server';
import { expect, test } from 'vitest';
import type { RequestContext } from './index.ts';
import { gate, post, serve } from './server.fixture.ts';

test('a response in parts is sent as the parts come', async () => {
  const seen = gate();
  async function* later() {
    await seen.opened;
    yield { hasNext: false };
  }
  const inParts: ApolloServerPlugin<RequestContext> = {
    requestDidStart: async () => ({
      responseForOperation: async ({ response: { http } }) => ({
        http,
        body: {
          kind: 'incremental',
          initialResult: { data: { hello: 'first' }, hasNext: true },
          subsequentResults: later(),
        },
      }),
    }),
  };
  const server = await serve({}, { plugins: [inParts] });
  const answer = await post(server.url, '{"query":"{ hello }"}', { accept: 'multipart/mixed; deferSpec=20220824' });
  expect(answer.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary="-"/);
  const parts: string[] = [];
  for await (const part of answer.body ?? []) {
    parts.push(Buffer.from(part).toString());
    seen.open();
  }
  await server.stop();
  expect(parts).toHaveLength(2);
  expect(parts[0]).toContain('"first"');
  expect(parts[1]).toContain('"hasNext":false');
  const line = server.lines.find(({ msg }) => msg === 'request');
  expect(line).toMatchObject({ status: 200, bytes: parts.join('').length });
});
