export { checkSchema } from './check-schema.ts';
export type { SchemaReport } from './check-schema.ts';
export { compareToBaseline } from './compare-to-baseline.ts';
export type { ApiChanges } from './compare-to-baseline.ts';
export { findUnsoundCacheHints } from './lint-cache-hints.ts';
export { findUnsizedLists } from './lint-list-sizes.ts';
export { findUnsoundPermissions } from './lint-permissions.ts';
export { findUnconventional, findUndescribed } from './lint-sdl.ts';
