import { createHash, createHmac, randomBytes } from 'node:crypto';

/** How long a refresh token can be used, in seconds: 7 days. A session lasts as long as its newest one. */
export const refreshTokenLifetime = 7 * 24 * 60 * 60;

/**
 * For how long after its exchange a token is still answered with the same successor, in seconds: its client may not have
 * got the answer, and sends it again.
 */
export const refreshRetryWindow = 10;

const form = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text can be a refresh token at all. */
export function canBeRefreshToken(text: string): boolean {
  return form.test(text);
}

/** A new refresh token: 256 random bits. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token, in hexadecimal digits. It is random, so that a plain hash tells nothing of it. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What a successor is made of, beside its predecessor: 256 random bits in hexadecimal digits. */
export function newSuccessorSalt(): string {
  return randomBytes(32).toString('hex');
}

/**
 * The successor of a token. It takes both the token, which only its client has, and the salt, which only we have: so it can
 * be answered once more without being stored, and neither a stolen token nor a stolen table gives the next one.
 */
export function successorOf(token: string, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(token).digest('base64url');
}
