import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpLimits } from '@reelhouse/http-server';
import type { EdgeSettings } from '@reelhouse/gateway';
import type { ClientRelease } from '@reelhouse/operation-manifest';
import type { Resolution } from '../peers/graph.mjs';
import type { Children } from '../gateway/child-process.ts';
import { MeasuredServer, type ServerConfig } from '../gateway/measured-server.ts';
import { supergraphAt } from '../gateway/running-set-ups.ts';
import { releases } from './edge-operations.ts';

/** What of the edge of a gateway is not as by default. */
export interface MeasuredEdge {
  /** Whether registered operations may be answered without Apollo Server. */
  readonly hotLane?: boolean;
  /** What counts what is asked for: this process, or the Redis of a URL. Nothing does unless told. */
  readonly counts?: string;
  readonly settings?: Partial<EdgeSettings>;
  readonly http?: { readonly [Limit in keyof HttpLimits]?: HttpLimits[Limit] | null };
}

/** What a gateway with an edge is told. */
interface EdgeServerConfig extends ServerConfig {
  readonly releases: readonly ClientRelease[];
  /** Without it the gateway has none. */
  readonly edge?: MeasuredEdge;
}

/** Starts the servers of this benchmark. */
export class EdgeServers {
  readonly #children: Children;
  readonly #supergraph: string;

  private constructor(children: Children, supergraph: string) {
    this.#children = children;
    this.#supergraph = supergraph;
  }

  /** @param folder for the file of the supergraph. */
  static async in(folder: string, children: Children): Promise<EdgeServers> {
    const supergraph = join(folder, 'supergraph.graphql');
    await writeFile(supergraph, supergraphAt({}));
    return new EdgeServers(children, supergraph);
  }

  /** Starts a gateway; without an edge if it is told of none. */
  gateway(resolution: Resolution, edge?: MeasuredEdge): Promise<MeasuredServer> {
    const config: EdgeServerConfig = { resolution, supergraph: this.#supergraph, releases, ...(edge && { edge }) };
    return MeasuredServer.start(this.#children, 'bench/edge/servers/edge-gateway.mjs', config);
  }

  /** The compiled single schema on bare node:http. */
  bare(resolution: Resolution): Promise<MeasuredServer> {
    return MeasuredServer.start(this.#children, 'bench/peers/single-schema.mjs', { resolution, form: 'bare' });
  }

  /** The single schema on our executor, behind our front. */
  single(resolution: Resolution): Promise<MeasuredServer> {
    return MeasuredServer.start(this.#children, 'bench/gateway/servers/single-schema.mjs', { resolution });
  }
}
