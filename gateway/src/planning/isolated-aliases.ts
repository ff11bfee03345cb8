import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';
import { fieldsOf, freePrefix, hasFields } from './supergraph-document.ts';

/**
 * Keeps what clients call fields apart from the fields that are fetched to join. Both stand in the same objects: of
 * `{ upc: name }` the name would be sent as a key, and a price that a client made up as the price that a field requires.
 */
export class IsolatedAliases {
  readonly #prefix: string;
  /** Names that the planner may ask for by itself. */
  readonly #joined: ReadonlySet<string>;
  /** Names of fields that, without an alias too, may not be those that the planner asks for. */
  readonly #varying: ReadonlySet<string>;

  /** @param supergraph as operations are planned over it. */
  constructor(supergraph: DocumentNode) {
    this.#prefix = freePrefix(supergraph, '_alias_');
    this.#joined = joinedNames(supergraph);
    const varying = fieldsOf(supergraph).filter((field) => field.arguments?.length);
    this.#varying = new Set(varying.map(({ name }) => name.value).filter((name) => this.#joined.has(name)));
  }

  /** What a field is called in what is fetched. */
  nameOf({ name: { value: name }, alias }: FieldNode): string {
    const responseName = alias?.value ?? name;
    if (responseName === name ? !this.#varying.has(name) : !this.#isTaken(responseName)) return responseName;
    return `${this.#prefix}${responseName}`;
  }

  /** What the client calls a field; a list index stays as it is. */
  clientNameOf<Key extends string | number>(key: Key): Key | string {
    return typeof key === 'string' && key.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : key;
  }

  /** The document to be planned; the same one if the client's names are no danger. */
  isolate(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: (field) => {
        const name = this.nameOf(field);
        if (name === (field.alias ?? field.name).value) return undefined;
        return { ...field, alias: { kind: Kind.NAME, value: name } };
      },
    });
  }

  #isTaken(alias: string): boolean {
    return this.#joined.has(alias) || alias.startsWith(this.#prefix);
  }
}

/** All words of keys, of what is required, and of what contextual arguments select; some of them are not fields. */
function joinedNames({ definitions }: DocumentNode): ReadonlySet<string> {
  const names = new Set(['__typename']);
  const read = (text: string): void => {
    for (const [word] of text.matchAll(/[_A-Za-z]\w*/g)) names.add(word);
  };
  for (const definition of definitions.filter(hasFields)) {
    visit(definition, {
      Directive: ({ name }) => (name.value === 'join__type' || name.value === 'join__field' ? undefined : false),
      Argument: ({ name, value }) => {
        if (value.kind === Kind.STRING && (name.value === 'key' || name.value === 'requires')) read(value.value);
      },
      ObjectField: ({ name, value }) => {
        if (value.kind === Kind.STRING && name.value === 'selection') read(value.value);
      },
    });
  }
  return names;
}
