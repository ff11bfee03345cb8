import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { getOperationAST, parse, print, visit, type ASTNode, type DocumentNode, type FieldNode } from 'graphql';
import { expect, test } from 'vitest';
import { operations } from '../differential/generate-operation.fixture.ts';
import { compose } from '../graph.fixture.ts';
import { readSupergraph } from '../supergraph.ts';
import { cachingOf, hinted, shopTypes } from './caching-graph.fixture.ts';

const shopSdl = compose({ shop: `${hinted} ${shopTypes}` });
const houseSdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');

/** The fields that are asked for, without the names of types. */
function fieldsOf(document: ASTNode): FieldNode[] {
  const fields: FieldNode[] = [];
  visit(document, {
    Field: (node) => {
      if (node.name.value !== '__typename') fields.push(node);
    },
  });
  return fields;
}

/** The document without a field; what is left of each selection set is at least the name of the type. */
function without(document: DocumentNode, field: FieldNode): DocumentNode {
  return visit(document, { Field: (node) => (node === field ? null : undefined) });
}

test.each<[string, string, number]>([
  ['a graph with hints of all kinds', shopSdl, 40],
  ['our own graph', houseSdl, 10],
])('no part of an operation over %s may be kept less long, or by fewer', (_, sdl, least) => {
  const caching = cachingOf(sdl);
  const schema = readSupergraph(sdl).apiSchema().toGraphQLJSSchema();
  let kept = 0;
  fc.assert(
    fc.property(operations(schema, 4, { inward: 50 }), ({ query }) => {
      const document = parse(query);
      const whole = caching(query);
      if (whole?.maxAge !== 0) kept += 1;
      for (const field of fieldsOf(document)) {
        const part = without(document, field);
        const operation = getOperationAST(part);
        // Of names of types alone nothing says how long they may be kept.
        if (!operation || fieldsOf(operation).length === 0) continue;
        const of = caching(print(part));
        expect(of?.maxAge).toBeGreaterThanOrEqual(whole?.maxAge ?? 0);
        if (whole?.scope === 'PUBLIC') expect(of?.scope).toBe('PUBLIC');
      }
    }),
    { numRuns: 300, seed: 9 },
  );
  expect(kept).toBeGreaterThan(least);
});
