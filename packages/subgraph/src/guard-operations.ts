import {
  denialErrors,
  isRefusedWhole,
  OperationAccess,
  Verdict,
  readAuthorizationRules,
} from '@reelhouse/authorization';
import { compileOperation, type CompiledOperation } from '@reelhouse/compiled-schema';
import type { GuardOperation, RequestContext } from '@reelhouse/http-server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { guardResolvers } from './guard-resolvers.ts';

/**
 * Lets a subgraph that has a process of its own answer what its SDL opens to whoever asks, and nothing else: also to the
 * gateway, which asks for others. An operation of which all is allowed is executed as ever. Of any other, what is denied is
 * an error and its resolvers do not run; a mutation of which a field is denied is not executed.
 *
 * @param sdl of the subgraph.
 * @param schema what is executed.
 * @param build makes one more like it, for when something is denied for the first time.
 */
export function guardOperations(sdl: DocumentNode, schema: GraphQLSchema, build: () => GraphQLSchema): GuardOperation {
  const rules = readAuthorizationRules(sdl);
  let guarded: GraphQLSchema | undefined;
  const guardedSchema = (): GraphQLSchema => {
    if (!guarded) {
      guarded = build();
      guardResolvers(guarded, rules);
    }
    return guarded;
  };
  return (execute, { document, operation }) => {
    const access = new OperationAccess(rules, schema, document, operation);
    let executeGuarded: CompiledOperation | undefined;
    return (input) => {
      const { identity } = input.contextValue as RequestContext;
      if (access.isAllowed(identity)) return execute(input);
      const verdict = new Verdict(access, access.unmet(access.keyFor(identity)));
      if (isRefusedWhole(verdict)) return { data: null, errors: denialErrors(schema, verdict) };
      executeGuarded ??= compileOperation(guardedSchema(), document, operation.name?.value);
      return executeGuarded(input);
    };
  };
}
