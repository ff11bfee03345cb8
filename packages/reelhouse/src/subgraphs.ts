import type { RequestContext, Subgraph, OpenSubgraphOptions } from '@reelhouse/subgraph';
import { openSubgraph, type SubgraphDefinition } from '@reelhouse/subgraph';
import { customerSubgraph } from '@reelhouse/subgraph-customer';
import { filmSubgraph } from '@reelhouse/subgraph-film';
import { identitySubgraph, identitySubgraphWith, type PasswordResetNotifier } from '@reelhouse/subgraph-identity';
import { paymentSubgraph } from '@reelhouse/subgraph-payment';
import { rentalSubgraph } from '@reelhouse/subgraph-rental';
import { storeSubgraph } from '@reelhouse/subgraph-store';

/** A subgraph of the chain, whatever its context. */
export interface HouseSubgraph {
  readonly name: string;
  readonly open: (options: OpenSubgraphOptions) => Subgraph;
}

function houseSubgraph<Context extends RequestContext>(definition: SubgraphDefinition<Context>): HouseSubgraph {
  return { name: definition.name, open: (options) => openSubgraph(definition, options) };
}

/** Every subgraph of the chain. */
export const subgraphs: readonly HouseSubgraph[] = [
  houseSubgraph(filmSubgraph),
  houseSubgraph(storeSubgraph),
  houseSubgraph(customerSubgraph),
  houseSubgraph(rentalSubgraph),
  houseSubgraph(paymentSubgraph),
  houseSubgraph(identitySubgraph),
];

/** Every subgraph of a chain that sends links to those who have forgotten their password. */
export function subgraphsThatSend(notifier: PasswordResetNotifier): readonly HouseSubgraph[] {
  const identity = houseSubgraph(identitySubgraphWith({ notifier }));
  return subgraphs.map((subgraph) => (subgraph.name === identity.name ? identity : subgraph));
}
