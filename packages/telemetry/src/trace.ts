import {
  defaultTextMapSetter,
  trace as spans,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

const propagator = new W3CTraceContextPropagator();

/**
 * A span, and what can be started below it. It is handed on with the context of a request, rather than kept in an
 * AsyncLocalStorage, which would cost every promise of the process something, traced or not.
 */
export class Trace {
  readonly span: Span;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly #tracer: Tracer;
  readonly #context: Context;

  /** @param parent holds the span or the caller's that the new one is below, or neither. */
  constructor(tracer: Tracer, name: string, options: SpanOptions, parent: Context) {
    this.#tracer = tracer;
    this.span = tracer.startSpan(name, options, parent);
    this.traceId = this.span.spanContext().traceId;
    this.#context = spans.setSpan(parent, this.span);
  }

  /** Starts a span below; undefined where the trace is not sampled, so that nothing is spent on it. */
  start(name: string, options: SpanOptions = {}): Trace | undefined {
    return this.span.isRecording() ? new Trace(this.#tracer, name, options, this.#context) : undefined;
  }

  /** The headers that carry the trace to another process, and whether it is sampled (W3C Trace Context). */
  headers(): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    propagator.inject(this.#context, headers, defaultTextMapSetter);
    return headers;
  }
}
