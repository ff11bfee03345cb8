import { normalizedBody, type ClientRelease, type RegisteredOperation } from '@reelhouse/operation-manifest';

/** A registered operation, with the releases that have it. */
export interface RegistryEntry {
  readonly operation: RegisteredOperation;
  readonly clients: ReadonlySet<string>;
  /** As `client release`, for whoever has to be told. */
  readonly releases: readonly string[];
}

/** The operations of all releases that are in use: those of the releases before go on to be known. */
export class OperationRegistry {
  readonly #byId = new Map<string, RegistryEntry>();
  readonly #idOfText = new Map<string, string>();
  readonly #clientsByBody = new Map<string, Set<string>>();

  constructor(releases: readonly ClientRelease[]) {
    for (const { client, release, manifest } of releases) {
      for (const operation of manifest.operations) {
        const known = this.#byId.get(operation.id);
        this.#byId.set(operation.id, {
          operation,
          clients: new Set([...(known?.clients ?? []), client]),
          releases: [...(known?.releases ?? []), `${client} ${release}`],
        });
        this.#idOfText.set(operation.body, operation.id);
        const body = normalizedBody(operation.body);
        const clients = this.#clientsByBody.get(body) ?? new Set();
        this.#clientsByBody.set(body, clients.add(client));
      }
    }
  }

  /** How many different operations there are. */
  get size(): number {
    return this.#byId.size;
  }

  /** All operations, each once. */
  entries(): IterableIterator<RegistryEntry> {
    return this.#byId.values();
  }

  /**
   * The operation of an id.
   *
   * @param clients whose operations count; undefined: those of all.
   */
  byId(id: string, clients: readonly string[] | undefined): RegistryEntry | undefined {
    const entry = this.#byId.get(id);
    return entry && isOfOne(entry.clients, clients) ? entry : undefined;
  }

  /** The operation whose text is the same to the letter. */
  byText(text: string, clients: readonly string[] | undefined): RegistryEntry | undefined {
    const id = this.#idOfText.get(text);
    return id === undefined ? undefined : this.byId(id, clients);
  }

  /**
   * Whether a text is that of a registered operation, but for white space, comments and the order of its definitions.
   *
   * @param body as `normalizedBody` has it.
   */
  hasBody(body: string, clients: readonly string[] | undefined): boolean {
    const of = this.#clientsByBody.get(body);
    return of !== undefined && isOfOne(of, clients);
  }
}

function isOfOne(clients: ReadonlySet<string>, counting: readonly string[] | undefined): boolean {
  return counting === undefined || counting.some((client) => clients.has(client));
}
