import { runMain } from '@reelhouse/config';
import { serveSubgraph } from '@reelhouse/subgraph';
import { identitySubgraph } from './subgraph.ts';

await runMain(() => serveSubgraph(identitySubgraph, 4006));
