/** An event as a handler gets it, its payload checked. */
export interface Event<Payload> {
  /** The same however often it is delivered. */
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly payload: Payload;
  /** The W3C trace that it belongs to. */
  readonly traceparent?: string;
}
