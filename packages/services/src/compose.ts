import { stringify } from 'yaml';
import { fixedPorts, portVariables } from './service-ports.ts';
import { graphqlPath, healthPath, services, subgraphPorts, type Endpoints, type Service } from './topology.ts';

/** The image that `Dockerfile` builds; every service is a program of it. */
const image = 'reelhouse';

/** Where a container finds how it connects to the database. */
const accessFolder = '/var/lib/reelhouse/access';

const databaseName = 'reelhouse';

/** Behind each name stands a container, or several of them. */
const endpoints: Endpoints = {
  databaseUrl: (subgraph) => ({ [`${subgraph.toUpperCase()}_DATABASE_URL_FILE`]: `${accessFolder}/database-url` }),
  ownerUrl: {
    DATABASE_URL: `postgres://reelhouse:\${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/${databaseName}`,
    DATABASE_ROLE_SECRET: '${DATABASE_ROLE_SECRET:?set it in .env}',
  },
  redisUrl: 'redis://redis:6379',
  natsUrl: 'nats://nats:4222',
  eventsPrefix: databaseName,
  subgraphUrl: (subgraph) => `http://${subgraph}:${subgraphPorts[subgraph] ?? 0}${graphqlPath}`,
  internalKeys: {
    privateKey: '${INTERNAL_PRIVATE_KEY:?set it in .env: npm run services -- keys}',
    publicKeys: '${INTERNAL_PUBLIC_KEYS:?set it in .env: npm run services -- keys}',
  },
};

const accessVolume = (subgraph: string): string => `access-${subgraph}`;

/** What everybody who runs the chain in containers has to have beside our own image. */
const servers = {
  postgres: {
    image: 'postgres:18',
    environment: {
      POSTGRES_USER: 'reelhouse',
      POSTGRES_DB: databaseName,
      POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:?set it in .env}',
    },
    volumes: ['postgres:/var/lib/postgresql'],
    healthcheck: healthcheck(['CMD-SHELL', `pg_isready --username reelhouse --dbname ${databaseName}`]),
    restart: 'unless-stopped',
  },
  redis: {
    image: 'redis:7',
    // What is in it is in PostgreSQL as well: nothing is written to disk, and what is old makes room.
    command: [
      'redis-server',
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory',
      '256mb',
      '--maxmemory-policy',
      'allkeys-lru',
    ],
    healthcheck: healthcheck(['CMD', 'redis-cli', 'ping']),
    restart: 'unless-stopped',
  },
  nats: {
    image: 'nats:2.12-alpine',
    command: ['--config', '/etc/nats/nats.conf'],
    configs: [{ source: 'nats', target: '/etc/nats/nats.conf' }],
    volumes: ['nats:/data'],
    healthcheck: healthcheck([
      'CMD',
      'wget',
      '--spider',
      '--quiet',
      'http://127.0.0.1:8222/healthz?js-enabled-only=true',
    ]),
    restart: 'unless-stopped',
  },
};

/** An acknowledged message is on disk: without it, JetStream syncs every two minutes. */
const natsConfig = 'port: 4222\nhttp_port: 8222\njetstream { store_dir: /data, sync_interval: always }\n';

/**
 * The chain as Docker Compose runs it, from the same definition that `npm run services` starts. `npm run services -- compose`
 * writes `compose.yaml`.
 */
export function composeFile(): string {
  const file = {
    name: 'reelhouse',
    services: { ...servers, ...Object.fromEntries(services.map((service) => [service.name, composeService(service)])) },
    configs: { nats: { content: natsConfig } },
    volumes: Object.fromEntries(
      ['postgres', 'nats', ...Object.keys(subgraphPorts).map(accessVolume)].map((name) => [name, {}]),
    ),
  };
  const head =
    '# The chain in containers: `docker compose up --build`, with POSTGRES_PASSWORD and DATABASE_ROLE_SECRET in `.env`, and\n' +
    '# what the services sign with when they ask each other: `npm run services --silent -- keys >> .env`.\n' +
    '# Written by `npm run services -- compose` from packages/services/src/topology.ts; a test holds them together.\n\n';
  return head + stringify(file, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' });
}

function composeService(service: Service): object {
  const { name, port, once } = service;
  const ports = fixedPorts(service);
  const isGateway = name === 'gateway';
  return {
    image,
    build: '.',
    command: ['node', builtFile(service.program), ...service.args, ...(once ? roleUrls : [])],
    environment: {
      ...service.environment(endpoints),
      ...(port !== undefined && { HOST: '0.0.0.0', ...portVariables(ports), METRICS_PORT: '9464' }),
    },
    ...(isGateway && { ports: Object.values(ports).map((each) => `${each}:${each}`) }),
    ...volumesOf(service),
    depends_on: Object.fromEntries(dependencies(service).map(({ on, condition }) => [on, { condition }])),
    ...(port !== undefined && { healthcheck: healthcheck(['CMD', 'node', '-e', probe(port)]) }),
    restart: once ? 'on-failure' : 'unless-stopped',
    init: true,
    // Migrations write a file for each role, also of those that no service has yet.
    read_only: !once,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  };
}

const roleUrls = ['--role-urls', accessFolder];

/** The compiled file of a program: each workspace has its own `dist`. */
function builtFile(program: string): string {
  return `${program.replace(/^(gateway|packages\/[^/]+|subgraphs\/[^/]+)/, '$1/dist')}.js`;
}

function volumesOf({ name, once }: Service): { volumes?: string[] } {
  if (once) {
    return { volumes: Object.keys(subgraphPorts).map((each) => `${accessVolume(each)}:${accessFolder}/${each}`) };
  }
  return name in subgraphPorts ? { volumes: [`${accessVolume(name)}:${accessFolder}:ro`] } : {};
}

function dependencies({ once, name, after }: Service): { on: string; condition: string }[] {
  // Without NATS the gateway answers all but subscriptions, and without Redis it counts by itself: it waits for neither.
  const healthy = once ? ['postgres'] : name in subgraphPorts ? ['postgres', 'redis', 'nats'] : [];
  return [
    ...healthy.map((on) => ({ on, condition: 'service_healthy' })),
    ...after.map((on) => {
      const isOnce = services.some((service) => service.name === on && service.once);
      return { on, condition: isOnce ? 'service_completed_successfully' : 'service_healthy' };
    }),
  ];
}

/** The image has no curl; node asks. */
function probe(port: number): string {
  return `fetch('http://127.0.0.1:${port}${healthPath}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
}

function healthcheck(test: readonly string[]): object {
  return { test, interval: '5s', timeout: '3s', retries: 10, start_period: '30s' };
}
