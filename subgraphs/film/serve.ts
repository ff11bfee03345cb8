import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { filmSubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(filmSubgraph, 4001));
