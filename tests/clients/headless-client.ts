import type { OperationManifest, RegisteredOperation } from '@reelhouse/operation-manifest';
import { createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Answer, Credentials } from '../graph-client.ts';

/** How a client sends operations: all of these are one to whoever serves them. */
export interface SendingHabit {
  /** `documentId` is of GraphQL over HTTP, `persistedQuery` of Apollo's clients. */
  readonly id: 'documentId' | 'persistedQuery';
  /** How queries are sent; mutations are never sent by GET. */
  readonly queries: 'GET' | 'POST';
}

/** What was answered over HTTP. */
export interface HttpAnswer extends Answer {
  readonly status: number;
  readonly headers: Headers;
}

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * An app without a screen. Like a release that is installed on a phone it knows the manifest that it was made with and nothing
 * of the schema: it sends ids and variables, keeps its tokens, and gets the next ones when they have expired.
 */
export class HeadlessClient {
  readonly #url: string;
  readonly #operations: ReadonlyMap<string, RegisteredOperation>;
  readonly #habit: SendingHabit;
  #tokens: Tokens | undefined;
  #refreshing: Promise<boolean> | undefined;
  #refreshes = 0;

  constructor(url: string, { operations }: OperationManifest, habit: SendingHabit) {
    this.#url = url;
    this.#operations = new Map(operations.map((operation) => [operation.name, operation]));
    this.#habit = habit;
  }

  /** How often it got its next tokens. */
  get refreshes(): number {
    return this.#refreshes;
  }

  /** Whether it was released with an operation. */
  knows(name: string): boolean {
    return this.#operations.has(name);
  }

  /** Sends an operation. If it is refused because the access token has expired, it is sent again with the next one. */
  async ask(name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<HttpAnswer> {
    const sentWith = this.#tokens;
    const answer = await this.#send(name, variables, sentWith);
    if (!sentWith || !isUnauthenticated(answer) || !(await this.#refresh(sentWith))) return answer;
    return this.#send(name, variables, this.#tokens);
  }

  /** Sends `SignIn`, and goes on as whoever it is if that is not refused. */
  async signIn(email: string, password: string): Promise<HttpAnswer> {
    const answer = await this.#send('SignIn', { email, password }, undefined);
    this.#tokens = tokensOf(answer);
    return answer;
  }

  /** Sends `SignOut`, and forgets the tokens. */
  async signOut(): Promise<HttpAnswer> {
    const answer = await this.ask('SignOut');
    this.#tokens = undefined;
    return answer;
  }

  /** Follows a subscription over a WebSocket of its own, until `return` is called. */
  follow(name: string, variables: Readonly<Record<string, unknown>> = {}): AsyncIterableIterator<Answer> {
    const socket = createClient({
      url: this.#url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: () => ({ ...credentialsOf(this.#tokens) }),
    });
    // The protocol wants a text, and takes an empty one.
    const payload: SubscribePayload = {
      query: '',
      variables: { ...variables },
      ...this.#identified(this.#named(name)),
    };
    return socket.iterate(payload) as AsyncIterableIterator<Answer>;
  }

  #named(name: string): RegisteredOperation {
    const operation = this.#operations.get(name);
    if (!operation) throw new Error(`the release has no operation ${name}`);
    return operation;
  }

  #identified({ id }: RegisteredOperation): Record<string, unknown> {
    if (this.#habit.id === 'documentId') return { documentId: id };
    return { extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
  }

  async #send(
    name: string,
    variables: Readonly<Record<string, unknown>>,
    tokens: Tokens | undefined,
  ): Promise<HttpAnswer> {
    const operation = this.#named(name);
    const parameters = { ...this.#identified(operation), variables };
    const headers = { accept: 'application/graphql-response+json, application/json', ...credentialsOf(tokens) };
    const response =
      operation.type === 'query' && this.#habit.queries === 'GET'
        ? await fetch(`${this.#url}?${queryString(parameters)}`, {
            headers: { ...headers, 'apollo-require-preflight': 'true' },
          })
        : await fetch(this.#url, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(parameters),
          });
    return { ...((await response.json()) as Answer), status: response.status, headers: response.headers };
  }

  /** Of those who are refused at the same time, one gets the tokens. */
  async #refresh(expired: Tokens): Promise<boolean> {
    if (this.#tokens !== expired) return this.#tokens !== undefined;
    this.#refreshing ??= this.#nextTokens(expired).finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** If there are none any more, the customer has to sign in again. */
  async #nextTokens({ refreshToken }: Tokens): Promise<boolean> {
    const answer = await this.#send('RefreshSession', { refreshToken }, undefined);
    this.#refreshes += 1;
    this.#tokens = tokensOf(answer);
    return this.#tokens !== undefined;
  }
}

/** The tokens that an operation has answered, under whichever name. */
function tokensOf({ data }: HttpAnswer): Tokens | undefined {
  const [payload] = Object.values(data ?? {}) as Partial<Tokens>[];
  const { accessToken, refreshToken } = payload ?? {};
  return accessToken && refreshToken ? { accessToken, refreshToken } : undefined;
}

function credentialsOf(tokens: Tokens | undefined): Credentials {
  return tokens ? { authorization: `Bearer ${tokens.accessToken}` } : {};
}

function isUnauthenticated({ errors = [] }: Answer): boolean {
  return errors.some(({ extensions: { code } }) => code === 'UNAUTHENTICATED');
}

/** As GraphQL over HTTP has it: what is no text is JSON. */
function queryString(parameters: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(entries).toString();
}
