import { expect, test } from 'vitest';
import { toPicture } from './picture.ts';

test.each([
  ['image/png', '\x89PNG\r\n\x1A\nrest'],
  ['image/jpeg', '\xFF\xD8\xFF\xE0rest'],
  ['image/gif', 'GIF87arest'],
  ['image/gif', 'GIF89arest'],
  ['application/octet-stream', '<svg/>'],
  ['application/octet-stream', '\x89PNG'],
  ['application/octet-stream', ''],
])('is %s if it begins like %j', (mediaType, content) => {
  const bytes = Buffer.from(content, 'latin1');
  expect(toPicture(bytes)).toEqual({ mediaType, base64: bytes.toString('base64') });
});
