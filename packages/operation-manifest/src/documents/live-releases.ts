import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@reelhouse/config';
import type { ClientRelease } from '../operation-manifest.ts';
import { readReleases } from '../read-releases.ts';
import { operationPaths } from './operation-paths.ts';

/** The releases in use that a repository holds. */
export interface LiveReleases {
  /** None, if there is any mistake. */
  readonly releases: readonly ClientRelease[];
  /** A line for each mistake in their manifests. */
  readonly mistakes: readonly string[];
}

/** Reads the releases that are in use; none if the repository has no folder of them. Files are named relative to `root`. */
export async function readLiveReleases(root: string): Promise<LiveReleases> {
  const folder = join(root, operationPaths.releases);
  try {
    const isThere = await access(folder).then(
      () => true,
      () => false,
    );
    return { releases: isThere ? await readReleases(folder) : [], mistakes: [] };
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return { releases: [], mistakes: error.message.split('\n').map((line) => line.replace(join(root, '/'), '')) };
  }
}
