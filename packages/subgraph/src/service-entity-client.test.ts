import { serviceIdentity, type Identity } from '@reelhouse/auth';
import { defineFacts } from '@reelhouse/entity-client';
import type { RequestContext } from '@reelhouse/http-server';
import { expect, test } from 'vitest';
import { asCustomer } from '../../auth/src/identities.fixture.ts';
import { readableLog } from '../../logging/src/readable-log.fixture.ts';
import { ServiceEntityClient } from './service-entity-client.ts';

const facts = defineFacts({ subgraph: 'film', type: 'Film', selection: 'id', check: (fact) => fact as object });

test.each<[string, Identity | undefined, Identity]>([
  ['what nobody asked for is asked as the subgraph', undefined, serviceIdentity('rental')],
  ['what somebody asked for is asked as they', asCustomer(1), asCustomer(1)],
])('%s', async (_, identity, expected) => {
  const asked: RequestContext[] = [];
  const client = new ServiceEntityClient('rental', {
    reach: () =>
      ({
        prepare: () => async (_variables: object, context: RequestContext) => {
          asked.push(context);
          return { data: { _entities: [{ id: '1' }] } };
        },
      }) as never,
  });
  const { log } = readableLog();
  await client.forRequest({ requestId: 'r', log, identity }).load(facts, [1]);
  expect(asked).toMatchObject([{ requestId: 'r', identity: expected }]);
});
