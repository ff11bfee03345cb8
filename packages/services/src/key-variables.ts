import { createInternalKeys } from '@reelhouse/auth';

/** The lines of an `.env` with a new pair of keys, by which the services of one chain trust each other. */
export function keyVariables(): string {
  const { privateKey, publicKeys } = createInternalKeys();
  const oneLine = privateKey.trim().replaceAll('\n', String.raw`\n`);
  return `INTERNAL_PRIVATE_KEY='${oneLine}'\nINTERNAL_PUBLIC_KEYS='${publicKeys}'`;
}
