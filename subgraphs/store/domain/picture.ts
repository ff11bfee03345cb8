import type { Picture } from '../generated/resolvers.ts';

/** What the first bytes of a picture say about the rest. */
const beginnings: readonly { readonly mediaType: string; readonly bytes: Buffer }[] = [
  { mediaType: 'image/png', bytes: Buffer.from('\x89PNG\r\n\x1A\n', 'latin1') },
  { mediaType: 'image/jpeg', bytes: Buffer.from('\xFF\xD8\xFF', 'latin1') },
  { mediaType: 'image/gif', bytes: Buffer.from('GIF87a', 'latin1') },
  { mediaType: 'image/gif', bytes: Buffer.from('GIF89a', 'latin1') },
];

/** A stored picture as clients get it. The media type is not stored; it is read from the bytes. */
export function toPicture(picture: Buffer): Picture {
  const kind = beginnings.find(({ bytes }) => picture.subarray(0, bytes.length).equals(bytes));
  return { mediaType: kind?.mediaType ?? 'application/octet-stream', base64: picture.toString('base64') };
}
