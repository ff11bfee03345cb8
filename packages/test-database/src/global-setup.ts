import type { TestProject } from 'vitest/node';
import { createTemplate, dropTemplate, type Template } from './template.ts';
import { openTestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: Template;
  }
}

/** Runs once before all test files: starts the server and makes the database that theirs are copies of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer();
  const template = await createTemplate(server.url);
  project.provide('testDatabase', template);
  return async () => {
    await dropTemplate(template);
    await server.stop();
  };
}
