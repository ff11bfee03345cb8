import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What has changed for clients since the last release. Each change is one sentence that names it for good. */
export interface ApiChanges {
  /** An operation that was valid may be refused now, or a client may meet a value that it was promised not to. */
  readonly breaking: readonly string[];
  /** Operations stay valid, but a client that is not prepared may stumble: a new enum value, a new default. */
  readonly dangerous: readonly string[];
}

/** Compares two API schemas by what their clients can rely on. Harmless changes are left out. */
export async function compareToBaseline(baselineSdl: string, apiSdl: string): Promise<ApiChanges> {
  const changes = (await diff(buildSchema(baselineSdl), buildSchema(apiSdl))).filter(
    // Where directives stand is nothing that a client can see; what `@deprecated` says is a change of its own.
    ({ type }) => !String(type).startsWith('DIRECTIVE_USAGE_'),
  );
  const messagesOf = (level: CriticalityLevel) => [
    ...new Set(changes.filter(({ criticality }) => criticality.level === level).map(({ message }) => message)),
  ];
  return { breaking: messagesOf(CriticalityLevel.Breaking), dangerous: messagesOf(CriticalityLevel.Dangerous) };
}
