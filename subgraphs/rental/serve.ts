import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { rentalSubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(rentalSubgraph, 4004));
