import type { ResponseStream } from '../response-stream.ts';
import { CallFailure, unacceptable } from './call-failure.ts';
import { EventStreamCall } from './event-stream-call.ts';
import type { ServerSentEvent } from './event-stream-reader.ts';
import type { ExchangePolicy } from './exchange.ts';
import { isGraphQLAnswer, readAnswer, type GraphQLAnswer } from './graphql-answer.ts';
import type { Instance } from './instance.ts';
import { parseShallow } from './json-depth.ts';

/** What becomes of the subscription. */
export interface SubscriptionListener {
  /** The subgraph begins to answer. */
  begun(): void;
  answered(answer: GraphQLAnswer): void;
}

/**
 * Subscribes by GraphQL over server-sent events, in the "distinct connections" mode of the graphql-sse protocol. What
 * was sent is not sent again: the subgraph would give events twice.
 *
 * @returns resolves when the subgraph has ended the subscription, or nobody listens any more.
 * @throws {CallFailure} if it cannot be opened, or breaks off.
 */
export async function followSubscription(
  policy: ExchangePolicy,
  body: string,
  headers: string[],
  stream: ResponseStream,
  listener: SubscriptionListener,
): Promise<void> {
  const { limits } = policy;
  const take = ({ event, data }: ServerSentEvent): Promise<void> | undefined => {
    if (event === 'complete') stream.end();
    if (event === 'next') listener.answered(readEvent(data, limits.maxDepth));
    return stream.room();
  };
  const call = await begin(policy, body, headers, stream, () => new EventStreamCall(limits.maxBytes, take));
  if (!call) return;
  listener.begun();
  const answer = await call.ended.catch((error: unknown) => {
    if (stream.isOver()) return undefined;
    throw error;
  });
  if (answer) listener.answered(await readAnswer(answer, limits));
  else if (!stream.isOver()) throw unacceptable('the subscription broke off', 'failure');
}

/** Opens it at an instance that takes it; one that cannot be connected to is no reason to give up. */
async function begin(
  { balancer, retries }: ExchangePolicy,
  body: string,
  headers: string[],
  stream: ResponseStream,
  newCall: () => EventStreamCall,
): Promise<EventStreamCall | undefined> {
  const tried: Instance[] = [];
  for (;;) {
    for (let lookup = balancer.refresh(); lookup; lookup = balancer.refresh()) await lookup;
    if (stream.isOver()) return undefined;
    const instance = balancer.pick(tried, false);
    const call = newCall();
    const begun = instance?.subscribe(body, headers, call);
    if (!instance || !begun) {
      const why = balancer.instances.length === 0 ? 'its name is not known' : 'every instance of it has failed lately';
      throw new CallFailure(why, { verdict: 'unknown', mayPass: false, sent: false });
    }
    tried.push(instance);
    stream.onOver(() => call.abandon(left()));
    try {
      await begun;
      return call;
    } catch (error) {
      if (stream.isOver()) return undefined;
      if (!(error instanceof CallFailure) || error.sent || !error.mayPass || tried.length > retries) throw error;
      balancer.doubt();
    }
  }
}

function left(): CallFailure {
  return new CallFailure('nobody listens any more', { verdict: 'unknown', mayPass: false, sent: true });
}

function readEvent(data: string, maxDepth: number): GraphQLAnswer {
  const answer = parseShallow(data, maxDepth);
  if (!isGraphQLAnswer(answer)) throw unacceptable('an event is no GraphQL response', 'failure');
  return answer;
}
