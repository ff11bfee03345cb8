import type { Figures } from './rounds.ts';
import type { SetUpId } from './set-ups.ts';

/** A ratio that is aimed at, and what it came to. */
export interface Target {
  readonly name: string;
  readonly aim: string;
  readonly measured: number;
  readonly met: boolean;
}

/** What the gateway is to reach on the list operation. */
export function targetsOf(figures: ReadonlyMap<SetUpId, Figures>): Target[] {
  const of = (id: SetUpId): Figures => {
    const found = figures.get(id);
    if (!found) throw new Error(`${id} was not measured`);
    return found;
  };
  const inProcess = of('ours').requestsPerSecond / of('single').requestsPerSecond;
  const ofStock = of('ours-http').gatewayCpu / of('stock-http').gatewayCpu;
  const hive = Math.min(of('hive-http').gatewayCpu, of('hive-rust-http').gatewayCpu);
  const ofHive = of('ours-http').gatewayCpu / hive;
  const wholeStack = of('ours-http').requestsPerSecond / of('stock-stack').requestsPerSecond;
  return [
    atLeast('in-process: requests/s of those of the single schema, same executor and front', 0.9, inProcess),
    atMost('over HTTP: gateway CPU per request of that of ApolloGateway', 0.25, ofStock),
    atMost('over HTTP: gateway CPU per request of that of Hive Gateway, the better of two', 0.25, ofHive),
    atLeast('over HTTP: requests/s of those of ApolloGateway with Apollo Server subgraphs', 5, wholeStack),
  ];
}

/** A figure that should not be below its limit. */
export function atLeast(name: string, limit: number, measured: number): Target {
  return { name, aim: `≥ ${limit}`, measured, met: measured >= limit };
}

/** A figure that should not be above its limit. */
export function atMost(name: string, limit: number, measured: number): Target {
  return { name, aim: `≤ ${limit}`, measured, met: measured <= limit };
}
