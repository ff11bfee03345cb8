import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueOperation, deskOperation } from '@reelhouse/reelhouse';
import { Kind, parse, print, validate, visit, type DocumentNode, type GraphQLSchema } from 'graphql';

const folder = new URL('..', import.meta.url).pathname;

/** Every operation that the tests of the whole graph send, with its fragments: from documents, and from texts in tests. */
export async function testOperations(schema: GraphQLSchema): Promise<readonly string[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith('.graphql') || name.endsWith('.test.ts'))
      .map(async (name) => {
        const text = await readFile(join(folder, name), 'utf8');
        return name.endsWith('.graphql') ? [text] : literals(text);
      }),
  );
  const documents = [catalogueOperation, deskOperation, ...texts.flat()].flatMap((text) => parsed(text) ?? []);
  return documents.flatMap(operationsOf).filter((text) => validate(schema, parse(text)).length === 0);
}

/** The string literals of a source that nothing is put into. */
function literals(source: string): string[] {
  return [...source.matchAll(/`([^`$]*)`|'([^'\n]*)'/g)].map(([, template, quoted]) => template ?? quoted ?? '');
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}

/** Each operation of a document as a text of its own. */
function operationsOf({ definitions }: DocumentNode): string[] {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const used = new Set<string>();
      const collect = (node: Parameters<typeof visit>[0]): void => {
        visit(node, {
          FragmentSpread: ({ name: { value } }) => {
            const fragment = fragments.get(value);
            if (!fragment || used.has(value)) return;
            used.add(value);
            collect(fragment);
          },
        });
      };
      collect(operation);
      return [operation, ...[...used].map((name) => fragments.get(name)!)].map((node) => print(node)).join('\n');
    });
}
