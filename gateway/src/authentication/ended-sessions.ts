import { serviceIdentity } from '@reelhouse/auth';
import type { RequestContext } from '@reelhouse/http-server';
import type { SubgraphOperation, SubgraphTransport } from '@reelhouse/subgraph-transport';
import { parse } from 'graphql';
import { z } from 'zod';
import type { EndedSession } from './revoked-sessions.ts';

const query = 'query EndedSessions($since: DateTime!) { endedSessions(since: $since) { sessionId endedAt } }';

const operation: SubgraphOperation = { kind: 'query', query, document: parse(query), operationName: 'EndedSessions' };

const answer = z.object({
  endedSessions: z.array(z.object({ sessionId: z.string(), endedAt: z.union([z.string(), z.date()]) })),
});

/**
 * Asks the owner of sessions which have ended: the subgraph has a field
 * `endedSessions(since: DateTime!): [EndedSession!]!` with `sessionId` and `endedAt`, which need not be in the API.
 *
 * It is asked as a service: what has ended is told to no person.
 *
 * @param context of what is asked, which is nobody's request.
 * @returns what `RevokedSessions` takes as `fetchEnded`; it rejects if there is no answer of that form.
 */
export function endedSessionsOf<Context extends RequestContext>(
  transport: Pick<SubgraphTransport<Context>, 'prepare'>,
  context: () => Context,
): (since: Date) => Promise<readonly EndedSession[]> {
  const ask = transport.prepare(operation);
  const identity = serviceIdentity('gateway');
  return async (since) => {
    const { data, errors } = await ask({ since: since.toISOString() }, { ...context(), identity });
    if (errors?.[0]) throw new Error(`the owner of sessions answered with an error: ${errors[0].message}`);
    return answer.parse(data).endedSessions.map(({ sessionId, endedAt }) => ({
      sessionId,
      endedAt: typeof endedAt === 'string' ? endedAt : endedAt.toISOString(),
    }));
  };
}
