import type { Graph } from './graph.mjs';

/** A return, as it is told to listeners. */
export interface Returned {
  readonly eventId: string;
  readonly rentalId: string;
}

export function createLiveGraph(source: () => AsyncIterable<Returned>, fromBus: boolean): Graph['subgraphs'];
