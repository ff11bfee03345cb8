import { liveReleases } from '../clients/live-releases.ts';

/** An operation as the newest release of a client has it. */
function operationOf(name: string, client: string) {
  const newest = liveReleases.filter((release) => release.client === client).at(-1);
  const operation = newest?.manifest.operations.find((each) => each.name === name);
  if (!operation) throw new Error(`${client} has no operation ${name}`);
  return operation;
}

/** What a client sends for one of its operations; the mobile app, unless another is named. */
export function registered(name: string, variables: Readonly<Record<string, unknown>> = {}, client = 'mobile') {
  return { documentId: operationOf(name, client).id, variables };
}

/** The text of an operation of the mobile app. */
export const textOf = (name: string): string => operationOf(name, 'mobile').body;
