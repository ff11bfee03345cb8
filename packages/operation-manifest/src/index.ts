export type { ClientRelease, OperationManifest, RegisteredOperation } from './operation-manifest.ts';
