import { InvalidEventId } from './live-events.ts';
import type { LogPlace } from './event-bus.ts';

const idForm = /^[\w-]{32}$/;
const uuidForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whether an event can be named: those of an outbox have UUIDs. */
export function isNameable({ sequence, eventId }: LogPlace): boolean {
  return Number.isSafeInteger(sequence) && uuidForm.test(eventId);
}

/** The id of an event as clients get it: its place (8 bytes) and its UUID (16), as base64url. */
export function toLiveEventId({ sequence, eventId }: LogPlace): string {
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64BE(BigInt(sequence));
  bytes.write(eventId.replaceAll('-', ''), 8, 'hex');
  return bytes.toString('base64url');
}

/** @throws {InvalidEventId} if the text cannot come from `toLiveEventId`. */
export function fromLiveEventId(id: string): LogPlace {
  if (!idForm.test(id)) throw new InvalidEventId('not the id of an event');
  const bytes = Buffer.from(id, 'base64url');
  const sequence = Number(bytes.readBigUInt64BE());
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new InvalidEventId('not the id of an event');
  const eventId = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { sequence, eventId };
}
