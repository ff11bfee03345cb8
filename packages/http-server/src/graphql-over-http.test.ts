import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { serve, serveLean } from './server.fixture.ts';

const blockedGet = 'A browser sends a bare GET across sites without asking, so one needs a header that shows it asked.';
const plainStatus = 'Status 400 tells monitoring and proxies that a request failed, whatever JSON the client accepts.';

/** The recommendations of GraphQL over HTTP that are not followed, by the id of their audit, each with the reason. */
const notFollowed: Readonly<Record<string, string>> = {
  '572B': plainStatus, // document parsing failure
  FDE2: plainStatus, // document validation failure
  '7B9B': plainStatus, // variable coercion failure
  '5A70': blockedGet, // form-urlencoded GET
  '6A70': blockedGet, // variables in a GET, accepting application/json
  D6D5: blockedGet, // variables in a GET, accepting application/graphql-response+json
};

test.each([
  ['an Apollo Server', serve],
  ['a schema that is served lean', serveLean],
])('%s does every MUST of GraphQL over HTTP, and every SHOULD but those listed', async (_, serveIt) => {
  const server = await serveIt();
  const audits = serverAudits({ url: server.url });
  expect(audits.length).toBeGreaterThanOrEqual(61);
  // The second time, every operation has been seen before.
  for (let time = 0; time < 2; time++) {
    const results = await Promise.all(audits.map(async ({ id, name, fn }) => ({ id, name, result: await fn() })));
    const failed = results.filter(({ result }) => result.status !== 'ok');
    expect(failed.filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
    expect(failed.map(({ id }) => id).sort()).toEqual(Object.keys(notFollowed).sort());
  }
  await server.stop();
});
