import type { SpecialFeature } from '../generated/resolvers.ts';

/** The special features as Pagila writes them, by their names in the graph. */
export const specialFeatures = {
  TRAILERS: 'Trailers',
  COMMENTARIES: 'Commentaries',
  DELETED_SCENES: 'Deleted Scenes',
  BEHIND_THE_SCENES: 'Behind the Scenes',
} as const satisfies Readonly<Record<string, SpecialFeature>>;
