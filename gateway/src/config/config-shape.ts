import { readSigningKey } from '@reelhouse/auth';
import { z } from 'zod';
import { canBeForwarded } from './forwarded-headers.ts';

/** `${PORT}` is a string after it was replaced, whatever it stands for. */
const numeric = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

function number(error: string, accepts: (value: number) => boolean) {
  return z.preprocess(numeric, z.number({ error }).refine(accepts, { error })).optional();
}

const port = () =>
  number(
    'expected a port number from 0 to 65535 (0: any free port)',
    (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
  );
const count = () => number('expected a whole number above 0', (value) => Number.isSafeInteger(value) && value > 0);
const countOrNone = () => number('expected a whole number', (value) => Number.isSafeInteger(value) && value >= 0);
/** Timers take no more than 2^31 milliseconds. */
const seconds = () =>
  number('expected a number of seconds above 0, at most 86400', (value) => value > 0 && value <= 86_400);
const flag = () =>
  z
    .preprocess(
      (value) => (value === 'true' ? true : value === 'false' ? false : value),
      z.boolean({ error: 'expected true or false' }),
    )
    .optional();

const urlExpected = 'expected a URL such as http://host:4001/graphql';
const url = z
  .string({ error: urlExpected })
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), { error: urlExpected });
const urls = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(url, { error: `${urlExpected}, or a list of them` }).min(1, { error: `${urlExpected}, or a list of them` }),
);

const originExpected = 'expected an origin such as https://shop.example.com, without a path, or "*"';
const origin = z
  .string({ error: originExpected })
  .refine((value) => value === '*' || (URL.canParse(value) && new URL(value).origin === value), {
    error: originExpected,
  });
const cors = z
  .strictObject(
    {
      origins: z
        .array(origin, { error: 'expected a list of origins' })
        .min(1, { error: 'expected at least one origin' }),
      credentials: flag(),
    },
    { error: mapping },
  )
  .refine(({ origins }) => origins.length === 1 || !origins.includes('*'), {
    path: ['origins'],
    error: 'expected "*" alone, or origins only',
  })
  .refine(({ origins, credentials }) => credentials !== true || !origins.includes('*'), {
    path: ['credentials'],
    error: 'expected false where every origin is allowed; name the origins instead',
  });

const headersExpected = 'expected a list of names of request headers';
const forwardHeaders = z
  .array(
    z.string({ error: 'expected the name of a request header' }).refine(canBeForwarded, {
      error: 'expected the name of a request header that is not of one connection and not set by the gateway',
    }),
    { error: headersExpected },
  )
  .optional();

const ofEverySubgraph = {
  deadlineSeconds: seconds(),
  maxResponseBytes: count(),
  connections: count(),
  retries: countOrNone(),
  forwardHeaders,
};

const text = (error: string) => z.string({ error }).min(1, { error });

const jwksExpected = 'expected the URL of the keys, such as https://id.example.com/.well-known/jwks.json';

const tolerance = () => number('expected a number of seconds from 0 to 300', (value) => value >= 0 && value <= 300);

const authentication = z.strictObject(
  {
    jwks: z
      .string({ error: jwksExpected })
      .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), { error: jwksExpected }),
    issuer: text('expected the issuer of access tokens, their "iss"'),
    audience: text('expected whom access tokens are for, their "aud"'),
    scopesClaim: text('expected the name of a claim').optional(),
    clockToleranceSeconds: tolerance(),
    maxTokenBytes: count(),
    tokenLifetimeSeconds: seconds(),
    endedSessions: text('expected the name of a subgraph').optional(),
  },
  { error: mapping },
);

const keyExpected = 'expected an Ed25519 private key, as PEM (PKCS #8) or JWK';

const internalTokens = z.strictObject(
  {
    key: z
      .string({ error: keyExpected })
      .refine((value) => readSigningKey(value) !== undefined, { error: keyExpected }),
    issuer: text('expected the name of this gateway').optional(),
  },
  { error: mapping },
);

const natsExpected = 'expected a URL such as nats://host:4222, or several with commas between them';

/** One or more servers of NATS. */
export const natsUrl = () =>
  z
    .string({ error: natsExpected })
    .regex(/^(nats|tls):\/\/[^\s,]+(,(nats|tls):\/\/[^\s,]+)*$/, { error: natsExpected })
    .optional();

/** What several chains on one NATS are told apart by. */
export const eventsPrefix = () =>
  text('expected what stands before the subjects of events, usually the name of the database').optional();

const events = z.strictObject({ nats: natsUrl(), prefix: eventsPrefix() }, { error: mapping });

const streams = z.strictObject(
  { perAddress: count(), perIdentity: count(), total: count(), maxOperationsPerConnection: count() },
  { error: mapping },
);

const audit = z.strictObject({ subgraph: text('expected the name of a subgraph') }, { error: mapping });

/** What a configuration file may say. */
export const configShape = z.strictObject(
  {
    port: port(),
    host: z
      .string({ error: 'expected an address such as 0.0.0.0' })
      .min(1, { error: 'expected an address such as 0.0.0.0' })
      .optional(),
    metricsPort: port(),
    introspection: flag(),
    landingPage: flag(),
    maxBodyBytes: count(),
    compression: flag(),
    cors: cors.optional(),
    drainSeconds: seconds(),
    maxPlans: count(),
    trustedProxies: countOrNone(),
    streams: streams.optional(),
    events: events.optional(),
    authentication: authentication.optional(),
    internalTokens: internalTokens.optional(),
    audit: audit.optional(),
    subgraphDefaults: z.strictObject(ofEverySubgraph, { error: mapping }).optional(),
    subgraphs: z
      .record(z.string(), z.strictObject({ url: urls.optional(), ...ofEverySubgraph }, { error: mapping }), {
        error: 'expected the settings of subgraphs by their names',
      })
      .optional(),
  },
  { error: mapping },
);

/** A configuration file, validated: what it leaves out is undefined. */
export type GatewayConfig = z.output<typeof configShape>;

/** The settings of one subgraph. */
export type SubgraphConfig = NonNullable<GatewayConfig['subgraphs']>[string];

function mapping({ code }: { readonly code?: string }): string | undefined {
  return code === 'invalid_type' ? 'expected a mapping of settings' : undefined;
}

/** The keys that may stand at a place, for who mistyped one. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [first] = path;
  if (first === undefined) return Object.keys(configShape.shape);
  if (first === 'cors') return ['origins', 'credentials'];
  if (first === 'streams') return Object.keys(streams.shape);
  if (first === 'events') return Object.keys(events.shape);
  if (first === 'authentication') return Object.keys(authentication.shape);
  if (first === 'audit') return Object.keys(audit.shape);
  if (first === 'internalTokens') return Object.keys(internalTokens.shape);
  return [...(first === 'subgraphs' ? ['url'] : []), ...Object.keys(ofEverySubgraph)];
}
