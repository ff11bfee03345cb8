import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { storeSubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(storeSubgraph, 4002));
