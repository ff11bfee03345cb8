import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { GraphQLFormattedError } from 'graphql';
import { tooLarge, unacceptable } from './call-failure.ts';
import type { HttpAnswer } from './http-call.ts';
import { parseShallow } from './json-depth.ts';

/** A response of GraphQL, as it stood in the body. */
export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** How much is taken of an answer. */
export interface AnswerLimits {
  /** Of the body, and of what it is inflated to. */
  readonly maxBytes: number;
  /** How deep lists and objects may stand in each other. */
  readonly maxDepth: number;
}

const inflaters = new Map([
  ['gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(inflate)],
]);

/**
 * Reads an answer. One of GraphQL counts whatever its status, because a subgraph refuses a variable's value with 400.
 *
 * @throws {CallFailure} if it is no GraphQL response, or larger or deeper than may be taken.
 */
export function readAnswer(answer: HttpAnswer, limits: AnswerLimits): GraphQLAnswer | Promise<GraphQLAnswer> {
  const { encoding } = answer;
  if (encoding === undefined || encoding === 'identity') return readText(answer.body, answer.status, limits);
  return inflated(answer.body, encoding, limits).then((body) => readText(body, answer.status, limits));
}

/** Compressed answers are not asked for, but some servers know better. */
async function inflated(body: Buffer, encoding: string, { maxBytes }: AnswerLimits): Promise<Buffer> {
  const inflater = inflaters.get(encoding);
  if (!inflater) throw unacceptable('the answer is encoded in a way that was not asked for', 'failure');
  try {
    return await inflater(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw unacceptable('the answer could not be inflated', 'failure');
  }
}

function readText(body: Buffer, status: number, { maxDepth }: AnswerLimits): GraphQLAnswer {
  let answer: unknown;
  try {
    answer = parseShallow(body.toString('utf8', hasByteOrderMark(body) ? 3 : 0), maxDepth);
  } catch {
    throw unacceptable(`answered status ${status} and no JSON`, 'failure');
  }
  if (answer === undefined) throw unacceptable('the answer is deeper than may be taken', 'success');
  if (!isGraphQLAnswer(answer)) throw unacceptable(`answered status ${status} and no GraphQL response`, 'failure');
  return answer;
}

function hasByteOrderMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}

/** Whether a value is what the specification calls a response. */
export function isGraphQLAnswer(answer: unknown): answer is GraphQLAnswer {
  if (!isObject(answer)) return false;
  const { data, errors } = answer;
  const hasErrors = Array.isArray(errors) && errors.every(isGraphQLError);
  if (errors !== undefined && !hasErrors) return false;
  return hasErrors || data === null || isObject(data);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGraphQLError(value: unknown): boolean {
  return isObject(value) && typeof value['message'] === 'string';
}
