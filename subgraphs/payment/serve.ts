import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { paymentSubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(paymentSubgraph, 4005));
