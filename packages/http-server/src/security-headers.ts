import type { ServerResponse } from 'node:http';

/** On every answer, pages among them. */
const everywhere = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' };

/** On answers that are data. Nothing of them is to be run or framed, should a browser be led to show one as a page. */
const ofData = {
  ...everywhere,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
};

/** On data that no page of another origin may read: nor may one load it in another way, and see how long that takes. */
export const ofUnsharedData = { ...ofData, 'cross-origin-resource-policy': 'same-origin' };

const data = /^(application\/(graphql-response\+)?json|text\/event-stream|multipart\/mixed)\b/;

/** For pages that bring no policy of their own. Apollo Sandbox states what it loads in a meta element. */
const ofPages = {
  ...everywhere,
  'content-security-policy': "object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
};

/** As they are set with every answer. */
type Entries = readonly (readonly [name: string, value: string])[];

const entries = {
  everywhere: Object.entries(everywhere),
  ofData: Object.entries(ofData),
  ofUnsharedData: Object.entries(ofUnsharedData),
  ofPages: Object.entries(ofPages),
};

/** The headers that protect an answer of a content type, unless it brings its own. */
export function securityHeaders(contentType: string | undefined, response: ServerResponse): Entries {
  if (contentType === undefined) return entries.everywhere;
  if (data.test(contentType)) return isOpened(response) ? entries.ofData : entries.ofUnsharedData;
  return contentType.startsWith('text/html') ? entries.ofPages : entries.everywhere;
}

/** Those of data, which CORS may have opened to the page that asks. */
export function dataHeaders(response: ServerResponse): Readonly<Record<string, string>> {
  return isOpened(response) ? ofData : ofUnsharedData;
}

function isOpened(response: ServerResponse): boolean {
  return response.hasHeader('access-control-allow-origin');
}

/** Has browsers come by HTTPS only from then on. */
export function strictTransport(seconds: number | undefined): Readonly<Record<string, string>> {
  return seconds === undefined ? {} : { 'strict-transport-security': `max-age=${seconds}` };
}
