import type { Child, Children } from './child-process.ts';
import type { Resolution } from '../peers/graph.mjs';

/** What a measured server is told, as JSON in its first argument. */
export interface ServerConfig {
  readonly resolution: Resolution;
  /** The file of the supergraph schema, for a gateway. */
  readonly supergraph?: string;
  /** Where the subgraphs are, by name, for a gateway that reaches them over HTTP. */
  readonly urls?: Readonly<Record<string, string>>;
  /** What the server is to be, where its program has several forms. */
  readonly form?: string;
}

/** What a process has used since it started. */
export interface Usage {
  readonly cpuMicroseconds: number;
  readonly rssBytes: number;
}

/** A server of a set-up, in a process of its own. */
export class MeasuredServer {
  readonly url: string;
  readonly #child: Child;

  private constructor(child: Child, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(children: Children, program: string, config: ServerConfig): Promise<MeasuredServer> {
    const { child, said } = await children.start(program, config, 'servers');
    return new MeasuredServer(child, (said as { readonly url: string }).url);
  }

  async usage(): Promise<Usage> {
    return (await this.#child.ask('usage', 10)) as Usage;
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}
