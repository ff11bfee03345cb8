import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import { personHeader, type Person } from '../identities.ts';

/** What a gateway answered. */
export interface GatewayAnswer {
  readonly data: unknown;
  /** The codes of its errors, each once. */
  readonly codes: readonly string[];
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Asks a gateway as somebody. */
export async function ask(url: string, query: string, person: Person): Promise<GatewayAnswer> {
  const { body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', [personHeader]: person },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = (await body.json()) as Body;
  const codes = errors.map(({ message, extensions }) => extensions?.code ?? message);
  return { data: data ?? null, codes: [...new Set(codes)].sort() };
}

/** How the answer of another gateway compares to ours. */
export type Likeness =
  /** It tells the same, with the same codes of errors. */
  | 'alike'
  /** It tells the same, but has other words for what is denied, or calls an error what is none here. */
  | 'other codes'
  /** It tells more, or less, or does not say that something was denied. */
  | 'differs';

/**
 * Compares what two gateways tell: that a field is null, or not there because it was denied, is the same; so is an object of
 * which nothing is left.
 */
export function likenessOf(ours: GatewayAnswer, theirs: GatewayAnswer): Likeness {
  if (!isDeepStrictEqual(told(ours.data), told(theirs.data))) return 'differs';
  if (isDeepStrictEqual(ours.codes, theirs.codes)) return 'alike';
  return ours.codes.length > 0 && theirs.codes.length === 0 ? 'differs' : 'other codes';
}

function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const fields = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    const kept = told(each);
    return kept === undefined ? [] : [[name, kept]];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
