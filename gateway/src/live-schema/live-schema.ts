import { performance } from 'node:perf_hooks';
import { StartupError } from '@reelhouse/config';
import type { RequestContext } from '@reelhouse/http-server';
import type { Logger } from '@reelhouse/logging';
import type { SupergraphRuntime } from '../supergraph-runtime.ts';
import { schemaChange, type SchemaChange } from './schema-change.ts';
import type { ServedSupergraph } from './served-supergraph.ts';
import { unreachable } from './unreachable.ts';
import { warmPlans, type WarmingLimits } from './warm-plans.ts';

/** What became of a schema that was offered. */
export type SchemaOutcome =
  | ({ readonly kind: 'swapped'; readonly hash: string; readonly warmed: number } & SchemaChange)
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is the one that is served. */
  | { readonly kind: 'unchanged' }
  /** Another one was offered before it was served, or the gateway stops. */
  | { readonly kind: 'superseded' };

/** How schemas are taken. */
export interface LiveSchemaOptions {
  /** How long a subgraph that is new or changed may take to answer before a schema is refused, in seconds; 5. */
  readonly probeSeconds?: number;
  /** After how long a schema is tried again that was refused because a subgraph did not answer, in seconds; 15. */
  readonly retrySeconds?: number;
  /** What is planned before the swap: the operations used most, 100 of them and for 5 s at most by default. */
  readonly warming?: WarmingLimits;
  /** Called after each attempt. */
  readonly onOutcome?: (outcome: SchemaOutcome) => void;
}

/**
 * Puts new versions of the supergraph schema in place of the one that is served, one at a time: validated, its subgraphs
 * asked whether they answer, the plans of the operations used most made ahead, and swapped in. What is wrong with a
 * version is logged, and the one before serves on. Of several that come while one is looked at only the last counts.
 */
export class LiveSchema<Context extends RequestContext> {
  readonly #runtime: SupergraphRuntime<Context>;
  readonly #log: Logger;
  readonly #options: LiveSchemaOptions;
  #offered: string | undefined;
  #refused = false;
  #stopped = false;
  #working: Promise<void> | undefined;
  #interruption = new AbortController();
  #retry: NodeJS.Timeout | undefined;

  constructor(runtime: SupergraphRuntime<Context>, log: Logger, options: LiveSchemaOptions = {}) {
    this.#runtime = runtime;
    this.#log = log;
    this.#options = options;
  }

  /** Whether the version that came last is not the one that is served. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Takes a version of the supergraph schema; the attempt goes on in the background. */
  offer(sdl: string): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    this.#offered = sdl;
    this.#interruption.abort();
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
  }

  /** Says that there is a new version, but that it cannot be read. */
  offerUnreadable(reason: string): void {
    if (!this.#stopped) this.#options.onOutcome?.(this.#refuse(reason));
  }

  /** Gives up what is under way, and takes nothing more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#offered = undefined;
    clearTimeout(this.#retry);
    this.#interruption.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    while (this.#offered !== undefined) {
      const sdl = this.#offered;
      this.#offered = undefined;
      this.#interruption = new AbortController();
      const outcome = await this.#attempt(sdl, this.#interruption.signal);
      this.#options.onOutcome?.(outcome);
    }
  }

  async #attempt(sdl: string, signal: AbortSignal): Promise<SchemaOutcome> {
    const { current } = this.#runtime;
    if (sdl === current.parts.sdl) {
      if (this.#refused)
        this.#log.info({ schema: current.hash }, 'the supergraph schema is the one that is served again');
      this.#refused = false;
      return { kind: 'unchanged' };
    }
    const started = performance.now();
    let next: ServedSupergraph<Context>;
    try {
      next = await this.#runtime.prepareInTurns(sdl);
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : String(error), error);
    }
    try {
      const change = await schemaChange(current.parts.supergraph, next.parts.supergraph);
      const { probeSeconds = 5, warming = { operations: 100, seconds: 5 } } = this.#options;
      const missing = await unreachable(current, next, [...change.added, ...change.changed], probeSeconds, signal);
      if (isOver(signal)) return await this.#supersede(next);
      if (missing.length > 0) {
        await this.#runtime.discard(next);
        this.#tryLater(sdl);
        return this.#refuse(missing.map((name) => `the subgraph "${name}" does not answer`).join('\n'));
      }
      const operations = current.parts.plans.mostUsed(warming.operations);
      const { plans, apiSchema } = next.parts;
      const warmed = await warmPlans(plans, apiSchema, operations, { seconds: warming.seconds, signal });
      if (isOver(signal)) return await this.#supersede(next);
      this.#runtime.swap(next).catch((error: unknown) => {
        this.#log.error({ err: error }, 'a transport that is not needed any more could not be stopped');
      });
      this.#refused = false;
      const durationMs = Math.round(performance.now() - started);
      const told = { schema: next.hash, previous: current.hash, ...change, warmed, durationMs };
      this.#log.info(told, 'the supergraph schema was swapped');
      return { kind: 'swapped', hash: next.hash, warmed, ...change };
    } catch (error) {
      await this.#runtime.discard(next);
      return this.#refuse(error instanceof Error ? error.message : String(error), error);
    }
  }

  async #supersede(next: ServedSupergraph<Context>): Promise<SchemaOutcome> {
    await this.#runtime.discard(next);
    return { kind: 'superseded' };
  }

  #refuse(reason: string, error?: unknown): SchemaOutcome {
    this.#refused = true;
    // What the operator has to put right needs no stack; anything else is a fault of ours.
    const fault = error === undefined || error instanceof StartupError ? {} : { err: error };
    const served = this.#runtime.current.hash;
    this.#log.error({ reason, served, ...fault }, 'the new supergraph schema is refused; the one before serves on');
    return { kind: 'refused', reason };
  }

  #tryLater(sdl: string): void {
    this.#retry = setTimeout(() => this.offer(sdl), (this.#options.retrySeconds ?? 15) * 1000);
    this.#retry.unref();
  }
}

/** Asked anew after each wait; the compiler takes a property for one that stays. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
