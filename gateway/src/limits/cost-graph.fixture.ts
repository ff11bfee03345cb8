import { Kind, parse } from 'graphql';
import { compose } from '../graph.fixture.ts';
import { readSupergraph } from '../supergraph.ts';
import { CostModel, type CostModelOptions } from './cost-model.ts';
import type { Variables } from './variable-value.ts';

/** Definitions of a subgraph that may use `@cost` and `@listSize`. */
export function costSdl(definitions: string, imported = '"@cost", "@listSize"'): string {
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imported}]) ${definitions}`;
}

/** What operations on a graph cost; `change` changes the supergraph that was composed. */
export function costsOf(sdl: string, options?: CostModelOptions, change = (composed: string) => composed) {
  const supergraph = readSupergraph(change(compose({ own: sdl })));
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const model = new CostModel(supergraph, schema, options);
  const compiled = (query: string, name?: string) => {
    const document = parse(query);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const operation = operations.find((each) => name === undefined || each.name?.value === name);
    if (!operation) throw new Error('there is no such operation');
    return model.compile(document, operation);
  };
  return { schema, compiled, cost: (query: string, variables: Variables = {}) => compiled(query).cost(variables) };
}
