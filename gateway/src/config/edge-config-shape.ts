import { z } from 'zod';
import { count, countOrNone, flag, mapping, number, port, seconds, text } from './config-values.ts';

/** What rules call the listener of `port` and `host`. */
export const defaultListener = 'default';

const scope = () => text('expected a scope of access tokens');
const scopesExpected = 'expected a list of scopes of access tokens';
const scopes = () => z.array(scope(), { error: scopesExpected });

const introspectionExpected = 'expected true or false, or "scopes" with a list of those that may ask for the schema';

/** Who may ask for the schema. */
const introspection = z
  .union([flag().unwrap(), z.strictObject({ scopes: scopes().min(1) })], { error: introspectionExpected })
  .optional();

const limits = z.strictObject(
  {
    maxTokens: count(),
    maxDepth: count(),
    maxAliases: countOrNone(),
    maxDirectives: countOrNone(),
    maxRootFields: count(),
    maxFields: count(),
    maxCost: count(),
    maxInFlight: count(),
    requestSeconds: seconds(),
  },
  { error: mapping },
);

const redisExpected = 'expected a URL such as redis://host:6379 or rediss://host:6379';

/** A server of Redis. */
export const redisUrl = () =>
  z
    .string({ error: redisExpected })
    .refine((value) => URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol), { error: redisExpected })
    .optional();

const window = () =>
  number(
    'expected a whole number of seconds above 0, at most 86400',
    (value) => Number.isInteger(value) && value > 0 && value <= 86_400,
  );

const rate = () =>
  z.strictObject({ cost: count().unwrap(), seconds: window().unwrap() }, { error: mapping }).optional();

const rateLimits = z.strictObject(
  { redis: redisUrl(), address: rate(), identity: rate(), newOperation: countOrNone() },
  { error: mapping },
);

const listener = z.strictObject(
  { port: port().unwrap(), host: text('expected an address such as 0.0.0.0').optional() },
  { error: mapping },
);

const levels = ['off', 'log', 'safelist', 'require-id'] as const;

/** YAML 1.1 takes `off` for false. */
const level = () =>
  z.preprocess(
    (value) => (value === false ? 'off' : value),
    z.enum(levels, { error: 'expected off, log, safelist or require-id' }),
  );

const client = text('expected the name of a client: of a folder of manifests');

const rule = z
  .strictObject(
    {
      listener: text('expected the name of a listener').optional(),
      clientId: text('expected the client_id of access tokens').optional(),
      scope: scope().optional(),
      level: level(),
      clients: z
        .array(client, { error: 'expected a list of names of clients' })
        .min(1, { error: 'expected at least one name of a client' })
        .optional(),
    },
    { error: mapping },
  )
  .refine((each) => each.listener !== undefined || each.clientId !== undefined || each.scope !== undefined, {
    error: 'expected a listener, a clientId or a scope, for whom it holds; "level" beside "rules" holds for all others',
  });

const registeredOperations = z.strictObject(
  {
    manifests: text('expected the folder of the manifests').optional(),
    level: level().optional(),
    rules: z.array(rule, { error: 'expected a list of rules' }).optional(),
  },
  { error: mapping },
);

/** What a configuration file may say of what is decided at the edge. */
export const edgeShape = {
  introspection,
  limits: limits.optional(),
  rateLimits: rateLimits.optional(),
  costShownTo: scopes().optional(),
  listeners: z.record(z.string(), listener, { error: 'expected listeners by their names' }).optional(),
  registeredOperations: registeredOperations.optional(),
  persistedQueries: flag(),
  strictTransportSecurity: countOrNone(),
};

/** A file, as far as the edge goes. */
export type EdgeConfig = z.output<z.ZodObject<typeof edgeShape>>;

/** What of a file does not fit together, each at the place where it stands. */
export function edgeContradictions({ listeners = {}, registeredOperations: registered }: EdgeConfig): Contradiction[] {
  const names = [...new Set([defaultListener, ...Object.keys(listeners)])];
  const found: Contradiction[] = Object.hasOwn(listeners, defaultListener)
    ? [{ path: ['listeners', defaultListener], message: 'expected another name: it is the one of "port" and "host"' }]
    : [];
  const { manifests, level: ofAll = 'off', rules = [] } = registered ?? {};
  for (const [index, each] of rules.entries()) {
    if (each.listener === undefined || names.includes(each.listener)) continue;
    const path = ['registeredOperations', 'rules', index, 'listener'];
    found.push({ path, message: `expected the name of a listener: ${names.join(', ')}` });
  }
  if (manifests === undefined && [ofAll, ...rules.map((each) => each.level)].some((each) => each !== 'off')) {
    const path = ['registeredOperations', 'manifests'];
    found.push({ path, message: 'expected the folder of the manifests, where not every level is off' });
  }
  return found;
}

/** A place, and what is wrong with it. */
export interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}
