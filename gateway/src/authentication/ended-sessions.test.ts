import { serviceIdentity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import { expect, test } from 'vitest';
import { readableLog } from '../graph.fixture.ts';
import { endedSessionsOf } from './ended-sessions.ts';

test('the owner of sessions is asked as a service, for nobody who has signed in', async () => {
  const asked: [object, RequestContext][] = [];
  const owner = {
    prepare: () => async (variables: object, context: RequestContext) => {
      asked.push([variables, context]);
      return { data: { endedSessions: [{ sessionId: 's', endedAt: '2026-03-01T10:00:00Z' }] } };
    },
  };
  const { log } = readableLog();
  const ended = endedSessionsOf<RequestContext>(owner, () => ({ requestId: 'r', log }));
  expect(await ended(new Date('2026-03-01T09:00:00Z'))).toEqual([{ sessionId: 's', endedAt: '2026-03-01T10:00:00Z' }]);
  expect(asked).toEqual([
    [{ since: '2026-03-01T09:00:00.000Z' }, { requestId: 'r', log, identity: serviceIdentity('gateway') }],
  ]);
});
