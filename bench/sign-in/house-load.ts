import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';

/** What many requests came to. */
export interface LoadRound {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** An account to sign in with. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** Sends what clients of a house send, over HTTP. */
export class HouseLoad {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #accounts: readonly Account[];
  #next = 0;

  constructor(url: string, { accounts, connections }: { accounts: readonly Account[]; connections: number }) {
    const { origin, pathname } = new URL(url);
    this.#pool = new Pool(origin, { connections });
    this.#path = pathname;
    this.#accounts = accounts;
  }

  /** Signs in with the next account. @returns the access token. @throws if it is refused. */
  async signIn(): Promise<string> {
    const input = this.#accounts[this.#next++ % this.#accounts.length];
    const text = await this.#send({ query: signIn, variables: { input } });
    const { data } = JSON.parse(text) as { data?: { signInCustomer: { accessToken: string | null } | null } };
    const token = data?.signInCustomer?.accessToken;
    if (token == null) throw new Error(`signing in was refused: ${text}`);
    return token;
  }

  /** Sends a query. @throws if it is answered with errors. */
  async query(query: string, token?: string): Promise<void> {
    const text = await this.#send({ query }, token);
    if (text.includes('"errors"')) throw new Error(`a query was refused: ${text}`);
  }

  /**
   * Clients that each do something again and again until the time is over.
   *
   * @param restMilliseconds how long each rests in between: for clients that look at what there is, not at what can be done.
   */
  async run(
    once: () => Promise<unknown>,
    { clients, seconds, restMilliseconds = 0 }: { clients: number; seconds: number; restMilliseconds?: number },
  ): Promise<LoadRound> {
    const times: number[] = [];
    const started = performance.now();
    const end = started + seconds * 1000;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        const since = performance.now();
        await once();
        times.push(performance.now() - since);
        if (restMilliseconds > 0) await pause(restMilliseconds);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const took = (performance.now() - started) / 1000;
    times.sort((a, b) => a - b);
    return { requests: times.length, seconds: took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send(operation: object, token?: string): Promise<string> {
    const { statusCode, body } = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(operation),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`answered with status ${statusCode}: ${text}`);
    return text;
  }
}

const signIn = `mutation SignIn($input: SignInCustomerInput!) {
  signInCustomer(input: $input) { accessToken refreshToken userErrors { code message } }
}`;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
