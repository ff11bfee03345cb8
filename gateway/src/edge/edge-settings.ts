import type { HttpLimits } from '@reelhouse/http-server';
import type { RateLimits } from '@reelhouse/rate-limit';
import type { OperationLimits } from '../limits/operation-limits.ts';
import type { RegistrationSettings } from '../registered-operations/registration-level.ts';

/** Who may ask for the schema: all, nobody, or those who have one of the scopes. */
export type IntrospectionSetting = boolean | { readonly scopes: readonly string[] };

/** What is decided at the edge. It is replaced as a whole, between two requests. */
export interface EdgeSettings {
  readonly limits: OperationLimits;
  readonly introspection: IntrospectionSetting;
  readonly registration: RegistrationSettings;
  /** Undefined: nobody is limited. */
  readonly rates: RateLimits | undefined;
  /**
   * What a text takes of the rates beside what it costs, where it is not known: it is parsed, validated and planned, or refused for what
   * it is; 0 by default.
   */
  readonly newOperationCost?: number | undefined;
  readonly http: HttpLimits;
  /** Whose answers say in `extensions.cost` what an operation was estimated to cost: who has one of these scopes. */
  readonly costShownTo: readonly string[];
}
