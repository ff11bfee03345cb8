import { CallFailure } from './call-failure.ts';
import { readAnswer, type AnswerLimits, type GraphQLAnswer } from './graphql-answer.ts';
import type { HttpCall } from './http-call.ts';
import type { Instance } from './instance.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { RetryBudget } from './retry-budget.ts';

/** How requests of a subgraph are sent. */
export interface ExchangePolicy {
  readonly balancer: LoadBalancer;
  readonly budget: RetryBudget;
  /** How often one request may be sent again. */
  readonly retries: number;
  readonly limits: AnswerLimits;
  /** A number from 0 to 1, for jitter. */
  readonly random: () => number;
  readonly retried: () => void;
}

/** The first retry comes within this, each further one within four times as much, in milliseconds. */
const firstPause = 20;

/** Gets one answer of a subgraph, from whichever instance has one. */
export class Exchange {
  readonly #policy: ExchangePolicy;
  readonly #body: string;
  readonly #headers: string[];
  readonly #isRead: boolean;
  #call: HttpCall | undefined;
  #wake: (() => void) | undefined;
  #abandoned: CallFailure | undefined;

  /** @param isRead whether sending it twice does no more than sending it once. */
  constructor(policy: ExchangePolicy, body: string, headers: string[], isRead: boolean) {
    this.#policy = policy;
    this.#body = body;
    this.#headers = headers;
    this.#isRead = isRead;
  }

  /** @throws {CallFailure} if no instance answers. */
  async answer(): Promise<GraphQLAnswer> {
    const { balancer, budget, retries, retried } = this.#policy;
    const tried: Instance[] = [];
    budget.earn();
    for (;;) {
      for (let lookup = balancer.refresh(); lookup; lookup = balancer.refresh()) await lookup;
      try {
        return await this.#ask(tried);
      } catch (error) {
        if (!(error instanceof CallFailure) || !error.mayPass) throw error;
        balancer.doubt();
        const mayRepeat = this.#isRead || !error.sent;
        if (!mayRepeat || this.#abandoned || tried.length > retries || !budget.spend()) throw error;
      }
      await this.#pause(this.#policy.random() * firstPause * 4 ** (tried.length - 1));
      retried();
    }
  }

  get isAbandoned(): boolean {
    return this.#abandoned !== undefined;
  }

  /** Ends it: the subgraph sees its connection closed. */
  abandon(failure: CallFailure): void {
    this.#abandoned = failure;
    this.#call?.abandon(failure);
    this.#wake?.();
  }

  async #ask(tried: Instance[]): Promise<GraphQLAnswer> {
    if (this.#abandoned) throw this.#abandoned;
    const { balancer, limits } = this.#policy;
    const instance = balancer.pick(tried, this.#isRead);
    const asked = instance?.ask(this.#body, this.#headers, (answer) => readAnswer(answer, limits));
    if (!instance || !asked) {
      const why = balancer.instances.length === 0 ? 'its name is not known' : 'every instance of it has failed lately';
      throw new CallFailure(why, { verdict: 'unknown', mayPass: false, sent: false });
    }
    tried.push(instance);
    this.#call = asked.call;
    try {
      return await asked.result;
    } finally {
      this.#call = undefined;
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
