import { CallFailure } from './call-failure.ts';
import { readAnswer, type AnswerLimits } from './graphql-answer.ts';
import type { HttpCall } from './http-call.ts';
import type { Instance } from './instance.ts';
import type { LoadBalancer } from './load-balancer.ts';

/** A probe that takes longer than this tells that the subgraph is not ready, in seconds. */
const probeSeconds = 2;

const headers = ['content-type', 'application/json', 'accept', 'application/graphql-response+json'];

/**
 * Asks every instance at once whether it answers; breakers are not asked, and not told. Never rejects.
 *
 * @param more headers that an instance takes for an answer, such as a signature.
 */
export async function isAnyReady(
  balancer: LoadBalancer,
  limits: AnswerLimits,
  more?: () => Readonly<Record<string, string>>,
): Promise<boolean> {
  const calls: HttpCall[] = [];
  const ended = new CallFailure('the probe is over', { verdict: 'unknown', mayPass: false, sent: true });
  const probe = async (instance: Instance): Promise<void> => {
    const sent = [...headers, ...Object.entries(more?.() ?? {}).flat()];
    const call = instance.send('{"query":"{ __typename }"}', sent);
    calls.push(call);
    const { data } = await readAnswer(await call.answer, limits);
    if (typeof data?.['__typename'] !== 'string') throw ended;
  };
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(ended), probeSeconds * 1000);
  });
  const anyAnswers = async (): Promise<void> => {
    for (let lookup = balancer.refresh(); lookup; lookup = balancer.refresh()) await lookup;
    await Promise.any(balancer.instances.map(probe));
  };
  try {
    await Promise.race([anyAnswers(), over]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    for (const call of calls) call.abandon(ended);
  }
}
