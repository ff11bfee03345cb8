/** How many executions of one group run at a time. */
const overlap = 4;

interface Started<Item, Result> {
  readonly item: Item;
  readonly result: Promise<Result | undefined>;
}

/** Executes items, a few at a time, and hands out their results in the order in which the items came. */
export class OrderedExecutions<Item, Result> {
  readonly #execute: (item: Item) => Promise<Result | undefined>;
  readonly #deliver: (item: Item, result: Result) => Promise<void>;
  readonly #waiting: Item[] = [];
  readonly #started: Started<Item, Result>[] = [];
  #delivering = false;

  /**
   * @param execute resolves to undefined if the item need not be executed any more.
   * @param deliver the next result is delivered when it has resolved.
   */
  constructor(
    execute: (item: Item) => Promise<Result | undefined>,
    deliver: (item: Item, result: Result) => Promise<void>,
  ) {
    this.#execute = execute;
    this.#deliver = deliver;
  }

  /** How many items have not begun to be executed. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Keeps an item until there is room for it and `start` is called. */
  push(item: Item): void {
    this.#waiting.push(item);
  }

  /** Begins with as many as there is room for. */
  start(): void {
    while (this.#started.length < overlap) {
      const item = this.#waiting.shift();
      if (item === undefined) break;
      this.#started.push({ item, result: this.#execute(item) });
    }
    if (!this.#delivering && this.#started.length > 0) void this.#deliverInOrder();
  }

  /** Leaves out what has not begun. */
  clear(): void {
    this.#waiting.length = 0;
  }

  async #deliverInOrder(): Promise<void> {
    this.#delivering = true;
    for (let first = this.#started[0]; first; first = this.#started[0]) {
      const result = await first.result;
      if (result !== undefined) await this.#deliver(first.item, result);
      this.#started.shift();
      this.start();
    }
    this.#delivering = false;
  }
}
