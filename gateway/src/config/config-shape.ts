import { readSigningKey } from '@reelhouse/auth';
import { z } from 'zod';
import { count, countOrNone, flag, mapping, number, port, seconds, text } from './config-values.ts';
import { edgeContradictions, edgeShape } from './edge-config-shape.ts';
import { canBeForwarded } from './forwarded-headers.ts';

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

const settings = z.strictObject(
  {
    port: port(),
    host: z
      .string({ error: 'expected an address such as 0.0.0.0' })
      .min(1, { error: 'expected an address such as 0.0.0.0' })
      .optional(),
    metricsPort: port(),
    landingPage: flag(),
    maxBodyBytes: count(),
    compression: flag(),
    cors: cors.optional(),
    drainSeconds: seconds(),
    maxPlans: count(),
    trustedProxies: countOrNone(),
    streams: streams.optional(),
    ...edgeShape,
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

/** What a configuration file may say. */
export const configShape = settings.superRefine((config, context) => {
  for (const { path, message } of edgeContradictions(config)) context.addIssue({ code: 'custom', path, message });
});

/** A configuration file, validated: what it leaves out is undefined. */
export type GatewayConfig = z.output<typeof configShape>;

/** The settings of one subgraph. */
export type SubgraphConfig = NonNullable<GatewayConfig['subgraphs']>[string];

/** The keys that may stand at a place, for who mistyped one. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let place = unwrapped(configShape);
  for (const key of path) {
    if (place instanceof z.ZodObject) place = unwrapped(place.shape[String(key)]);
    else if (place instanceof z.ZodRecord) place = unwrapped(place.valueType);
    else if (place instanceof z.ZodArray) place = unwrapped(place.element);
  }
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

function unwrapped(shape: unknown): unknown {
  return shape instanceof z.ZodOptional ? unwrapped(shape.unwrap()) : shape;
}
