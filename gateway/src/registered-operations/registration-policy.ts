import type { Identity } from '@reelhouse/auth';
import type { RegistrationLevel, RegistrationRule, RegistrationSettings } from './registration-level.ts';

/** Which operations are taken of a request. */
export interface RegistrationPolicy {
  readonly level: RegistrationLevel;
  /** The clients whose registered operations count; undefined: those of all. */
  readonly clients?: readonly string[] | undefined;
}

/** What is known of a request beyond doubt. */
export interface RegistrationAudience {
  readonly listener: string;
  readonly identity: Identity | undefined;
}

/** The policy for a request: that of the first rule of which everything fits. */
export function registrationPolicy(
  { rules, level }: RegistrationSettings,
  audience: RegistrationAudience,
): RegistrationPolicy {
  return rules.find((rule) => fits(rule, audience)) ?? { level };
}

function fits({ listener, clientId, scope }: RegistrationRule, audience: RegistrationAudience): boolean {
  const { identity } = audience;
  if (listener !== undefined && listener !== audience.listener) return false;
  if (clientId !== undefined && clientId !== identity?.clientId) return false;
  return scope === undefined || identity?.scopes.includes(scope) === true;
}
