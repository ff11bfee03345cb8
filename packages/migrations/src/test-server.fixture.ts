import { inject } from 'vitest';

/** The server that the tests run on: a URL of a superuser. */
export function testServerUrl(): string {
  return inject('testDatabase').serverUrl;
}
