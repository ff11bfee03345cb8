import { defineFacts } from '@reelhouse/entity-client';
import { z } from 'zod';

const place = z.object({ id: z.string() });

/** Asks `store` whether there is a store. */
export const storeFacts = defineFacts({
  subgraph: 'store',
  type: 'Store',
  selection: 'id',
  check: (answer) => place.parse(answer),
});

/** Asks `customer` whether there is a city. */
export const cityFacts = defineFacts({
  subgraph: 'customer',
  type: 'City',
  selection: 'id',
  check: (answer) => place.parse(answer),
});
