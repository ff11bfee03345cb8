export { findUnreleased } from './documents/find-unreleased.ts';
export { readLiveReleases, type LiveReleases } from './documents/live-releases.ts';
export { normalizedBody } from './normalized-body.ts';
export { deprecatedUses, operationBreaks } from './operation-breaks.ts';
export { operationId } from './operation-id.ts';
export type { ClientRelease, OperationManifest, RegisteredOperation } from './operation-manifest.ts';
export { parseManifest } from './parse-manifest.ts';
export { readReleases } from './read-releases.ts';
