import type { RegisteredOperation } from '@reelhouse/operation-manifest';
import { liveReleases } from '../clients/live-releases.ts';
import type { Answer } from '../graph-client.ts';

/** The clients that have registered operations. */
export type ClientName = 'mobile' | 'storefront';

/** An operation of the release of a client that is the newest. */
export function registeredOperation(client: ClientName, name: string): RegisteredOperation {
  const releases = liveReleases.filter((release) => release.client === client);
  const found = releases.at(-1)?.manifest.operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`${client} has no operation ${name}`);
  return found;
}

/** What is sent of a registered operation: its id, which stands for its text. */
export function byId(client: ClientName, name: string, variables: object = {}) {
  return { documentId: registeredOperation(client, name).id, variables };
}

/** What is sent of a registered operation: its text alone. */
export function byText(client: ClientName, name: string, variables: object = {}) {
  return { query: registeredOperation(client, name).body, variables };
}

/** What came back. */
export interface Outcome {
  readonly status: number;
  /** The codes of its errors; none if it was answered. */
  readonly codes: readonly unknown[];
  readonly data: Answer['data'];
}

/** Sends an operation in any form by POST. */
export async function sendTo(
  url: string,
  parameters: object,
  { token, headers = {} }: { readonly token?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(parameters),
  });
  const { data, errors = [] } = (await response.json()) as Answer;
  return { status: response.status, data, codes: errors.map(({ extensions: { code } }) => code) };
}

/** The refusals of what is not registered, as they come back over HTTP. */
export const refusals = {
  idRequired: { status: 400, codes: ['PERSISTED_QUERY_ID_REQUIRED'] },
  unknownId: { status: 404, codes: ['PERSISTED_QUERY_NOT_IN_LIST'] },
  unknownText: { status: 403, codes: ['QUERY_NOT_IN_SAFELIST'] },
} as const;
