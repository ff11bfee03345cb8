import type { RequestContext } from './apollo-server.ts';
import type { Admission, AskedOperation, OperationGate } from './operation-gate.ts';
import type { IncomingRequest } from './options.ts';
import { Refusal } from './refusal.ts';

/** The texts that ids stand for. */
const texts: Readonly<Record<string, string>> = {
  hello: 'query Hello { hello }',
  change: 'mutation Change { change }',
  listen: 'subscription Returned { returned }',
};

/** A gate that knows some operations by id, refuses what is called `Refused`, and remembers what it was asked. */
export class RecordingGate implements OperationGate<RequestContext> {
  readonly asked: AskedOperation<RequestContext>[] = [];
  readonly entered: IncomingRequest[] = [];
  /** What is added to an admission. */
  more: Partial<Admission> = {};
  /** Why nothing may enter. */
  closed: Refusal | undefined;

  enter(incoming: IncomingRequest): Refusal | undefined {
    this.entered.push(incoming);
    return this.closed;
  }

  admit(asked: AskedOperation<RequestContext>): Admission {
    this.asked.push(asked);
    const { documentId, query, ...rest } = asked.parameters;
    if (typeof query === 'string' && query.includes('Refused')) {
      throw new Refusal(403, 'QUERY_NOT_IN_SAFELIST', 'This operation is not registered.', { 'retry-after': '7' });
    }
    if (typeof query === 'string' && query.includes('Breaks')) throw new Error('secret');
    const text = typeof documentId === 'string' ? texts[documentId] : undefined;
    return { parameters: text === undefined ? asked.parameters : { ...rest, query: text }, ...this.more };
  }
}
