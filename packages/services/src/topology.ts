import type { InternalKeys } from '@reelhouse/auth';

/** Where the parts of the chain find each other. What stands behind it depends on where the chain runs. */
export interface Endpoints {
  /** The database as the role of a subgraph. */
  databaseUrl(subgraph: string): Readonly<Record<string, string>>;
  /** The database as the role that owns all tables. */
  readonly ownerUrl: Readonly<Record<string, string>>;
  readonly redisUrl: string;
  readonly natsUrl: string;
  /** Stands before the subjects of events: the name of the database, as the subgraphs have it. */
  readonly eventsPrefix: string;
  /** The GraphQL endpoint of a subgraph. */
  subgraphUrl(subgraph: string): string;
  /** What they sign with when they ask each other: see `createInternalKeys`. */
  readonly internalKeys: InternalKeys;
}

/** A process of the chain. */
export interface Service {
  readonly name: string;
  /** The entry point from the root of the repository, such as `subgraphs/film/serve`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Ends by itself, and has to have done so before others start. */
  readonly once: boolean;
  /** Where it listens. */
  readonly port?: number;
  /** Where else it listens, by the names of its further listeners. */
  readonly listeners?: Readonly<Record<string, number>>;
  /** The services that have to be healthy, or to have ended well, before this one starts. */
  readonly after: readonly string[];
  /** The environment variables of this service alone. */
  environment(endpoints: Endpoints): Readonly<Record<string, string>>;
}

/** The subgraphs of the chain, with the ports that the supergraph names. */
export const subgraphPorts: Readonly<Record<string, number>> = {
  film: 4001,
  store: 4002,
  customer: 4003,
  rental: 4004,
  payment: 4005,
  identity: 4006,
};

/** The subgraphs that ask others for facts, and so have to sign; a test finds them in the sources. */
export const askingSubgraphs: readonly string[] = ['customer', 'rental', 'identity'];

/** What answers clients. */
export const gatewayPort = 4000;

/** What answers certain clients only: gateway.yaml says what they may ask. */
const gatewayListeners: Readonly<Record<string, number>> = { mobile: 4010 };

/** Where GraphQL is served, at every service. */
export const graphqlPath = '/graphql';

/** Where the identity subgraph publishes the keys of access tokens. */
const jwksPath = '/.well-known/jwks.json';

/** Says whether a service should get requests. */
export const healthPath = '/health/ready';

/**
 * The chain as it runs in production: migrations once, then every subgraph as a process of its own, then the gateway.
 * `npm run services` starts these processes on this machine, and `compose.yaml` is written from them.
 */
export const services: readonly Service[] = [
  {
    name: 'migrate',
    program: 'packages/reelhouse/src/bin/migrate',
    args: ['up'],
    once: true,
    after: [],
    environment: ({ ownerUrl }) => ownerUrl,
  },
  ...Object.entries(subgraphPorts).map(([name, port]): Service => ({
    name,
    program: `subgraphs/${name}/serve`,
    args: [],
    once: false,
    port,
    after: ['migrate'],
    environment: (endpoints) => ({
      ...endpoints.databaseUrl(name),
      NATS_URL: endpoints.natsUrl,
      REDIS_URL: endpoints.redisUrl,
      ...subgraphUrls(endpoints, name),
      INTERNAL_PUBLIC_KEYS: endpoints.internalKeys.publicKeys,
      ...(askingSubgraphs.includes(name) && { INTERNAL_PRIVATE_KEY: endpoints.internalKeys.privateKey }),
    }),
  })),
  {
    name: 'gateway',
    program: 'gateway/src/bin/reelhouse-gateway',
    args: ['--supergraph', 'schema/supergraph.graphql', '--config', 'packages/services/gateway.yaml'],
    once: false,
    port: gatewayPort,
    listeners: gatewayListeners,
    after: Object.keys(subgraphPorts),
    environment: (endpoints) => ({
      ...subgraphUrls(endpoints),
      IDENTITY_JWKS_URL: new URL(jwksPath, endpoints.subgraphUrl('identity')).href,
      INTERNAL_PRIVATE_KEY: endpoints.internalKeys.privateKey,
      NATS_URL: endpoints.natsUrl,
      EVENTS_PREFIX: endpoints.eventsPrefix,
      REDIS_URL: endpoints.redisUrl,
    }),
  },
];

/** Where a process finds the subgraphs that it asks, as the gateway and the entity client read it. */
function subgraphUrls(endpoints: Endpoints, except?: string): Record<string, string> {
  const others = Object.keys(subgraphPorts).filter((name) => name !== except);
  return Object.fromEntries(others.map((name) => [`${name.toUpperCase()}_URL`, endpoints.subgraphUrl(name)]));
}
