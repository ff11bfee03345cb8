import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { AnswerCaching } from './operation-gate.ts';

/** As much of an entity tag as is compared (RFC 9110, 8.8.3.2). */
const tags = /"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * An answer to a GET as caches may keep it; one that the client has already is not sent again.
 *
 * @param answer one without errors, whose body is whole.
 * @param headers of the request.
 */
export function cachedAnswer(answer: Answer, { maxAge, scope }: AnswerCaching, headers: IncomingHttpHeaders): Answer {
  const { status, body } = answer;
  if (status !== 200 || typeof body !== 'string') return answer;
  const keeper = scope.toLowerCase();
  // Weak, as the same body is sent in several codings.
  const tag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  const caching = {
    'cache-control': maxAge >= 1 ? `${keeper}, max-age=${Math.floor(maxAge)}` : `${keeper}, no-cache`,
    etag: `W/${tag}`,
    vary: scope === 'PRIVATE' ? 'Accept, Authorization' : 'Accept',
  };
  const isKnown = isNamed(tag, headers['if-none-match']);
  return { status: isKnown ? 304 : 200, headers: { ...answer.headers, ...caching }, body: isKnown ? '' : body };
}

function isNamed(tag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || [...ifNoneMatch.matchAll(tags)].some(([named]) => named === tag);
}
