import type { Identity } from '@reelhouse/auth';
import type { IntrospectionSetting } from './edge-settings.ts';

/** Whether somebody may ask for the schema. */
export function mayIntrospect(setting: IntrospectionSetting, identity: Identity | undefined): boolean {
  if (typeof setting === 'boolean') return setting;
  return hasOneOf(setting.scopes, identity);
}

/** Whether somebody has one of some scopes. */
export function hasOneOf(scopes: readonly string[], identity: Identity | undefined): boolean {
  return identity !== undefined && scopes.some((scope) => identity.scopes.includes(scope));
}
