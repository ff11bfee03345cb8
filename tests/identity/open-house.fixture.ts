import { systemClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openHouse, type HouseOptions } from '@reelhouse/reelhouse';
import type { PasswordResetNotice } from '@reelhouse/subgraph-identity';
import type { TestDatabase } from '@reelhouse/test-database';
import { afterAll, expect } from 'vitest';
import { OpenedSubscriptions } from '../live/opened-subscriptions.fixture.ts';

/** What came back over HTTP. */
export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: Record<string, any> | null | undefined;
  /** The codes of its errors. */
  readonly codes: readonly string[];
}

/** Who asks, and with what. */
export interface Asking {
  readonly variables?: Record<string, unknown>;
  /** An access token. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole chain in one process with all that goes on in the background, as people sign in to it. */
export interface SignInHouse {
  readonly url: string;
  readonly send: (query: string, asking?: Asking) => Promise<Sent>;
  /** Sends a mutation and gives its payload. Fails the test on any error. */
  readonly call: (query: string, asking?: Asking) => Promise<Payload>;
  readonly subscriptions: OpenedSubscriptions;
  /** Gets the links of those who have forgotten their password, as they are sent. */
  readonly nextNotice: () => Promise<PasswordResetNotice>;
  readonly stop: () => Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Payload = Record<string, any>;

/** Opens it on a database of the test file; it is stopped when the file is done. */
export async function openSignInHouse(
  { access }: Pick<TestDatabase, 'access'>,
  options: Partial<HouseOptions> = {},
): Promise<SignInHouse> {
  const subscriptions = new OpenedSubscriptions();
  const notices: PasswordResetNotice[] = [];
  const waiting: ((notice: PasswordResetNotice) => void)[] = [];
  const house = await openHouse({
    ...access,
    clock: systemClock,
    log: createLogger({ name: 'test', level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    subscriptionObserver: subscriptions,
    notifier: {
      async send(notice) {
        const taker = waiting.shift();
        if (taker) taker(notice);
        else notices.push(notice);
      },
    },
    ...options,
  });
  afterAll(() => house.stop());

  async function send(query: string, { variables, token, headers = {} }: Asking = {}): Promise<Sent> {
    const response = await fetch(house.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as {
      readonly data?: Sent['data'];
      readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    const codes = errors.map(({ extensions: { code } }) => code);
    return { status: response.status, headers: response.headers, data, codes };
  }
  return {
    url: house.url,
    subscriptions,
    send,
    async call(query, asking) {
      const { data, codes } = await send(query, asking);
      expect(codes).toEqual([]);
      const [payload] = Object.values(data!);
      return payload as Payload;
    },
    nextNotice() {
      const notice = notices.shift();
      return notice ? Promise.resolve(notice) : new Promise((resolve) => void waiting.push(resolve));
    },
    stop: () => house.stop(),
  };
}
