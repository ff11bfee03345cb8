export { createAuthenticate } from './authenticate.ts';
export type { Authenticate, AuthenticateOptions } from './authenticate.ts';
export { endedSessionsOf } from './ended-sessions.ts';
export { openAuthentication } from './open-authentication.ts';
export type { AuthenticationParts, OpenAuthentication } from './open-authentication.ts';
export { RevokedSessions, sessionEndedSubject } from './revoked-sessions.ts';
export type { EndedSession, RevokedSessionsOptions } from './revoked-sessions.ts';
