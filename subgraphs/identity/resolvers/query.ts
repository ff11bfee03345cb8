import { endedSessions } from '../domain/ended-sessions.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';

export const query: QueryResolvers = {
  viewer: (_root, _args, { identity }) => identity ?? null,
  endedSessions: (_root, { since }, { commands: { sql, clock } }) => endedSessions(sql, since, clock.now()),
};
