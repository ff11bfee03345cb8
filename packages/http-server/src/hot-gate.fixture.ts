import type { RequestContext } from './apollo-server.ts';
import { createApolloServer } from './apollo-server.ts';
import { CompiledSource } from './compiled-source.ts';
import { LeanOperation } from './lean-lane.ts';
import type { Admission, AskedOperation, HotOperation, OperationGate } from './operation-gate.ts';
import type { GraphQLHttpOptions } from './options.ts';
import type { RequestOutcome } from './request-observer.ts';
import { isObject } from './request-parameters.ts';
import { parts } from './server.fixture.ts';
import { serveGraphQL } from './serve-graphql.ts';

/** Lets everything in, and has what was executed before answered hot, if it should. */
class HotGate implements OperationGate<RequestContext> {
  /** What is added to an admission. */
  more: Partial<Admission> = {};
  /** How many operations were executed hot. */
  executed = 0;
  readonly #source: CompiledSource<RequestContext>;
  readonly #isHot: boolean;

  constructor(source: CompiledSource<RequestContext>, isHot: boolean) {
    this.#source = source;
    this.#isHot = isHot;
  }

  admit({ parameters, context }: AskedOperation<RequestContext>): Admission {
    const { query, operationName, variables } = parameters;
    const name = typeof operationName === 'string' ? operationName : undefined;
    const known = this.#isHot && typeof query === 'string' ? this.#source.known(query, name) : undefined;
    if (!known) return { parameters, ...this.more };
    const taken = { source: this.#source, operation: known, variables: isObject(variables) ? variables : {} };
    return { parameters, hot: this.#counted(new LeanOperation(taken, context)), ...this.more };
  }

  #counted(hot: HotOperation): HotOperation {
    return {
      answered: hot.answered,
      execute: () => {
        this.executed++;
        return hot.execute();
      },
      variablesFor: (result) => hot.variablesFor(result),
    };
  }
}

/** A server with a gate, whose operations are answered hot from their second time on, or by Apollo Server always. */
export async function serveGated(isHot: boolean, options: Partial<GraphQLHttpOptions<RequestContext>> = {}) {
  const { schema, served, ...seen } = parts();
  const source = new CompiledSource<RequestContext>(schema);
  const gate = new HotGate(source, isHot);
  const apollo = createApolloServer<RequestContext>({ source, log: served.log, introspection: true });
  const outcomes: RequestOutcome[] = [];
  const observer = { begin: () => ({ end: (outcome: RequestOutcome) => void outcomes.push(outcome) }) };
  const server = await serveGraphQL<RequestContext>({ apollo, ...served, gate, observer, ...options });
  return { ...server, origin: `http://127.0.0.1:${server.port}`, ...seen, gate, outcomes };
}

/** A served fixture. */
export type GatedServer = Awaited<ReturnType<typeof serveGated>>;
