import { SpanKind, SpanStatusCode, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
import type { Sql } from './connect.ts';

/** What statements are traced below: the request, or the fetch, that they are sent for. */
export interface StatementParent {
  /** Starts a span; undefined where the trace is not sampled. */
  start(name: string, options?: SpanOptions): StatementSpan | undefined;
}

interface StatementSpan extends StatementParent {
  readonly span: Span;
}

/** A statement of postgres.js that is sent when somebody waits for it. */
interface Pending extends PromiseLike<unknown> {
  then: PromiseLike<unknown>['then'];
}

/**
 * The same connections, with a span for each statement that is sent over them, and for each transaction. A span has the
 * text of the statement, never its parameters, and of an error its SQLSTATE, never its message, which may hold a row.
 *
 * It is made for each request that is traced. The span is that of the request's loaders, wherever their batches are sent
 * from, without an AsyncLocalStorage.
 */
export function traceStatements(sql: Sql, parent: StatementParent): Sql {
  const attributes: Attributes = {
    'db.system.name': 'postgresql',
    'db.namespace': sql.options.database,
  };
  return traced(sql, parent, attributes) as Sql;
}

function traced(sql: object, parent: StatementParent, attributes: Attributes): object {
  return new Proxy(sql, {
    apply(target, _this, args: unknown[]) {
      const made: unknown = isFunction(target) ? target(...args) : undefined;
      return statement(made, parent, attributes);
    },
    get(target, property) {
      const member: unknown = Reflect.get(target, property);
      if (!isFunction(member)) return member;
      if (property === 'unsafe' || property === 'file') {
        return (...args: unknown[]) => statement(Reflect.apply(member, target, args), parent, attributes);
      }
      if (property === 'begin' || property === 'savepoint') {
        return (...args: unknown[]) => transaction(member, target, args, parent, attributes);
      }
      return member;
    },
  });
}

/** What is sent is known only when somebody waits: until then it may become a part of another statement. */
function statement(made: unknown, parent: StatementParent, attributes: Attributes): unknown {
  if (!isPending(made)) return made;
  const send = made.then.bind(made);
  let watched = false;
  made.then = (onResult, onError) => {
    if (!watched) {
      watched = true;
      const span = parent.start('statement', { kind: SpanKind.CLIENT, attributes })?.span;
      if (span) {
        send(
          (result) => end(span, textOf(result)),
          (error: unknown) => {
            const failed = failedStatement(error);
            setFailed(span, failed);
            end(span, failed.query);
          },
        );
      }
    }
    return send(onResult, onError);
  };
  return made;
}

async function transaction(
  begin: (...args: unknown[]) => unknown,
  target: object,
  args: readonly unknown[],
  parent: StatementParent,
  attributes: Attributes,
): Promise<unknown> {
  const trace = parent.start('transaction', { kind: SpanKind.INTERNAL, attributes });
  const own = args.map((argument) => {
    return isFunction(argument) ? (tx: object) => argument(traced(tx, trace ?? parent, attributes)) : argument;
  });
  try {
    return await Reflect.apply(begin, target, own);
  } catch (error) {
    if (trace) setFailed(trace.span, failedStatement(error));
    throw error;
  } finally {
    trace?.span.end();
  }
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

function isPending(made: unknown): made is Pending {
  return made instanceof Promise;
}

function end(span: Span, text: unknown): void {
  if (typeof text === 'string') {
    const operation = /^\W*(\w+)/.exec(text)?.[1]?.toUpperCase();
    span.setAttribute('db.query.text', text);
    if (operation !== undefined) {
      span.setAttribute('db.operation.name', operation);
      span.updateName(operation);
    }
  }
  span.end();
}

function setFailed(span: Span, { code }: FailedStatement): void {
  const type = typeof code === 'string' ? code : '_OTHER';
  span.setAttribute('error.type', type);
  if (/^[0-9A-Z]{5}$/.test(type)) span.setAttribute('db.response.status_code', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** What postgres.js tells of an error; the query is its text, with `$1` for each parameter. */
interface FailedStatement {
  readonly code?: unknown;
  readonly query?: unknown;
}

function failedStatement(error: unknown): FailedStatement {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The results of postgres.js have the statement with `$1` for each parameter. */
function textOf(result: unknown): unknown {
  const { statement: sent } = (typeof result === 'object' && result !== null ? result : {}) as {
    readonly statement?: { readonly string?: unknown };
  };
  return sent?.string;
}
