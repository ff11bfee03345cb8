import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { customerSubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(customerSubgraph, 4003));
