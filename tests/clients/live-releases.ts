import { fileURLToPath } from 'node:url';
import { readReleases } from '@reelhouse/operation-manifest';

/** The releases that are in use: apps with these operations are out there, and never change again. */
export const liveReleases = await readReleases(fileURLToPath(new URL('../../schema/operations', import.meta.url)));
