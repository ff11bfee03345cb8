import { locatedError, type ExecutionResult, type FieldNode, type GraphQLError } from 'graphql';
import { keysTo, type Position } from './position.ts';

/** An object of the response. */
export type ResponseObject = Record<string, unknown>;

/**
 * What stands for a value that must not be null and is: the object or list that it is part of has no value either, up to
 * the nearest place that may be null.
 */
export const violated = undefined;

/** A value that is not there yet. A promise is no value of GraphQL, so this cannot be confused with one. */
export class Pending {
  readonly promise: PromiseLike<unknown>;
  /** Makes the value of the response of what the promise gave; see {@link violated}. */
  readonly complete: (value: unknown) => unknown;
  /** Makes the value of the response of what the promise threw. */
  readonly fail: (error: unknown) => unknown;
  readonly position: Position;

  constructor(
    promise: PromiseLike<unknown>,
    complete: (value: unknown) => unknown,
    fail: (error: unknown) => unknown,
    position: Position,
  ) {
    this.promise = promise;
    this.complete = complete;
    this.fail = fail;
    this.position = position;
  }
}

/** One run of an operation: what it is given, and what has come of it so far. */
export class Execution {
  readonly rootValue: unknown;
  readonly context: unknown;
  /** As the operation's definitions and defaults make them. */
  readonly variables: Readonly<Record<string, unknown>>;
  // Made when something goes wrong: most of the time, nothing does.
  #errors: GraphQLError[] | undefined;
  /** Places that are null because of an error there or below; undefined is the whole response. */
  #nulled: Set<Position | undefined> | undefined;
  /** Those of them that became null after the object that they are part of was made. */
  #nulledLate: (Position | undefined)[] | undefined;
  #arguments: Map<object, Readonly<Record<string, unknown>>> | undefined;
  #pending = 0;
  #settled: (() => void) | undefined;

  constructor(rootValue: unknown, context: unknown, variables: Readonly<Record<string, unknown>>) {
    this.rootValue = rootValue;
    this.context = context;
    this.variables = variables;
  }

  /** Whether values are not there yet. */
  get isPending(): boolean {
    return this.#pending > 0;
  }

  /** Whether the whole response is null, because of an error somewhere in it. */
  get isNull(): boolean {
    return this.#nulled?.has(undefined) ?? false;
  }

  /**
   * Tells an error at its place.
   *
   * @returns what stands there instead of a value: null, or {@link violated} where null is not allowed.
   */
  refuse(error: unknown, nodes: readonly FieldNode[], position: Position): null | typeof violated {
    const nulled = nullableAt(position);
    if (!this.#isNulled(nulled)) {
      (this.#nulled ??= new Set()).add(nulled);
      (this.#errors ??= []).push(locatedError(error, nodes, keysTo(position)));
    }
    return position.nullable ? null : violated;
  }

  /** The arguments of a field that depend on variables: the same for all objects that have the field. */
  argumentsOf(
    field: object,
    read: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> {
    this.#arguments ??= new Map();
    let known = this.#arguments.get(field);
    if (!known) {
      known = read(this.variables);
      this.#arguments.set(field, known);
    }
    return known;
  }

  /** Waits for values, and puts each where it belongs in `target` when it is there. */
  await(pending: readonly Pending[], target: ResponseObject | unknown[]): void {
    for (const one of pending) {
      this.#pending++;
      one.promise.then(
        (value) => this.#put(one, target, completed(one, value)),
        (error: unknown) => this.#put(one, target, one.fail(error)),
      );
    }
  }

  /**
   * Waits for values that nobody wants any more, because what they are part of is null: a mutation goes on to its next
   * field only when nothing of this one is under way, and what they throw has to be caught.
   */
  abandon(pending: readonly Pending[] | undefined): void {
    const gone = () => {
      if (--this.#pending === 0) this.#settled?.();
    };
    for (const { promise } of pending ?? []) {
      this.#pending++;
      promise.then(gone, gone);
    }
  }

  /** Resolves when every value is there. */
  settled(): Promise<void> {
    return new Promise((resolve) => (this.#settled = resolve));
  }

  /** The result, once nothing is pending. */
  result(data: ResponseObject | typeof violated): ExecutionResult {
    const trimmed = data === violated ? null : this.#trim(data);
    return this.#errors ? { errors: this.#errors, data: trimmed } : { data: trimmed };
  }

  #put({ position }: Pending, target: ResponseObject | unknown[], value: unknown): void {
    if (value instanceof Pending) {
      this.await([value], target);
    } else if (value === violated) {
      (this.#nulledLate ??= []).push(nullableAt(position));
    } else {
      (target as ResponseObject)[position.key] = value;
    }
    if (--this.#pending === 0) this.#settled?.();
  }

  /** Of what is null already, no more errors are told. */
  #isNulled(position: Position | undefined): boolean {
    if (!this.#nulled) return false;
    for (let at = position; at; at = at.prev) if (this.#nulled.has(at)) return true;
    return this.#nulled.has(undefined);
  }

  /** A place may be part of another one that is null already. */
  #trim(data: ResponseObject): ResponseObject | null {
    for (const position of this.#nulledLate ?? []) {
      if (!position) return null;
      const keys = keysTo(position);
      const last = keys.pop();
      let at: unknown = data;
      for (const key of keys) at = (at as ResponseObject | null)?.[key];
      if (at && last !== undefined) (at as ResponseObject)[last] = null;
    }
    return data;
  }
}

/** The nearest place that may be null; undefined if only the whole response may. */
function nullableAt(position: Position): Position | undefined {
  let at: Position | undefined = position;
  while (at && !at.nullable) at = at.prev;
  return at;
}

/** Nothing may be thrown here: what waits for the value would wait for ever. */
function completed(pending: Pending, value: unknown): unknown {
  try {
    return pending.complete(value);
  } catch (error) {
    return pending.fail(error);
  }
}
