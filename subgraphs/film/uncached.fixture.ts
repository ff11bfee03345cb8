import { InProcessCache } from '@reelhouse/cache';
import { defineSubgraph } from '@reelhouse/subgraph';
import { filmSubgraph } from './subgraph.ts';

/** The subgraph as it is behind its cache: for tests that change rows behind its back, or count statements. */
export const uncachedFilmSubgraph = defineSubgraph({
  ...filmSubgraph,
  context: (services, request) =>
    filmSubgraph.context(
      { ...services, cache: new InProcessCache({ clock: services.clock, maxValueSize: 0 }) },
      request,
    ),
});
