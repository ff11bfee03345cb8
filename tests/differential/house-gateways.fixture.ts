import { ManualClock } from '@reelhouse/clock';
import { InProcessTransport } from '@reelhouse/gateway';
import type { RequestContext } from '@reelhouse/http-server';
import { createLogger } from '@reelhouse/logging';
import { roleUrl } from '@reelhouse/migrations';
import { subgraphs, supergraphSdl } from '@reelhouse/reelhouse';
import type { SubgraphTransport } from '@reelhouse/subgraph-transport';
import { createSampleDatabase } from '@reelhouse/test-database';
import { afterAll } from 'vitest';
import { atWhatIsNull, gatewaysOn } from '../../gateway/src/differential/gateways.fixture.ts';
import { asManager } from '../../packages/auth/src/identities.fixture.ts';
import { sampleAsOf } from '../../packages/test-database/src/sample-database.ts';

/**
 * Stock ApolloGateway and ours, on the chain's subgraphs and one sample database, asked by the manager of the first store.
 * Time stands still.
 */
export async function houseGateways() {
  const { access } = await createSampleDatabase();
  const shared = { clock: new ManualClock(sampleAsOf), log: createLogger({ name: 'test', level: 'silent' }) };
  const transports: Record<string, SubgraphTransport<RequestContext>> = {};
  for (const { name, open } of subgraphs) {
    const reach = (other: string): SubgraphTransport<RequestContext> => transports[other]!;
    const subgraph = open({ ...shared, databaseUrl: roleUrl({ ...access, subgraph: name }), reach });
    afterAll(() => subgraph.close());
    transports[name] = new InProcessTransport<RequestContext>({
      subgraph: name,
      schema: subgraph.schema,
      context: (incoming) => subgraph.contextFor(incoming),
    });
  }
  const { stock, ...gateways } = await gatewaysOn(supergraphSdl(), transports, {
    describe: atWhatIsNull,
    identity: asManager(1, 1),
  });
  if (!stock) throw new Error('stock cannot run the supergraph');
  return { ...gateways, stock };
}
