import type { GraphQLError } from 'graphql';
import type { DataObject } from './data.ts';

/** One execution of a plan. */
export interface PlanRun<Context> {
  /** What the subgraphs have answered so far, joined. */
  readonly root: DataObject;
  /** As the client sent them; each subgraph coerces those it is given. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** As the operation's definitions and defaults make them. */
  readonly coercedVariables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  /** With the client's paths. */
  readonly errors: GraphQLError[];
}

/** A part of a plan, compiled. It never rejects for what a subgraph does; undefined if there was nothing to wait for. */
export type PlanStep<Context> = (run: PlanRun<Context>) => Promise<void> | undefined;
