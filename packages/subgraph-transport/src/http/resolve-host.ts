import { Resolver, lookup } from 'node:dns/promises';

/** Where one instance listens. */
export interface Endpoint {
  /** An IP address. */
  readonly address: string;
  /** Where the name says so (SRV); else the URL does. */
  readonly port?: number;
}

/** What a host name stands for at the moment. */
export interface ResolvedHost {
  /** At least one. */
  readonly endpoints: readonly Endpoint[];
  /** How long this may be believed, in seconds. */
  readonly ttlSeconds: number;
}

/** Finds the instances behind a host name. Rejects if there are none. */
export type ResolveHost = (hostname: string) => Promise<ResolvedHost>;

/** How long what has no TTL is believed, in seconds. */
const defaultTtlSeconds = 5;

/**
 * Resolves by DNS: IPv4 addresses, IPv6 where there are none (a host that has both is still one instance), or the
 * targets of an SRV name such as `_graphql._tcp.film.service.consul`. A name that DNS does not know as it is goes to the
 * system, which knows `/etc/hosts` and the search domains of Kubernetes.
 *
 * @param servers addresses of DNS servers, with a port if need be; those of the system by default.
 */
export function dnsResolver(servers?: readonly string[]): ResolveHost {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (hostname) => {
    if (hostname.startsWith('_')) return ofService(resolver, hostname);
    return (await addressesOf(resolver, hostname)) ?? ofSystem(hostname);
  };
}

async function addressesOf(resolver: Resolver, hostname: string): Promise<ResolvedHost | undefined> {
  const [four, six] = await Promise.all([
    resolver.resolve4(hostname, { ttl: true }).catch(() => []),
    resolver.resolve6(hostname, { ttl: true }).catch(() => []),
  ]);
  const records = four.length > 0 ? four : six;
  if (records.length === 0) return undefined;
  const ttlSeconds = Math.min(...records.map(({ ttl }) => ttl));
  return { endpoints: records.map(({ address }) => ({ address })), ttlSeconds };
}

/** Of several priorities the first counts. Weights do not: load is shared by what is in flight. */
async function ofService(resolver: Resolver, name: string): Promise<ResolvedHost> {
  const records = await resolver.resolveSrv(name);
  const priority = Math.min(...records.map((record) => record.priority));
  const targets = records.filter((record) => record.priority === priority);
  const hosts = await Promise.all(
    targets.map(async ({ name: target, port }) => {
      const { endpoints, ttlSeconds } = (await addressesOf(resolver, target)) ?? (await ofSystem(target));
      return { endpoints: endpoints.map(({ address }) => ({ address, port })), ttlSeconds };
    }),
  );
  const ttlSeconds = Math.min(...hosts.map((host) => host.ttlSeconds), defaultTtlSeconds);
  return { endpoints: hosts.flatMap(({ endpoints }) => endpoints), ttlSeconds };
}

async function ofSystem(hostname: string): Promise<ResolvedHost> {
  const addresses = await lookup(hostname, { all: true });
  const four = addresses.filter(({ family }) => family === 4);
  const chosen = four.length > 0 ? four : addresses;
  return { endpoints: chosen.map(({ address }) => ({ address })), ttlSeconds: defaultTtlSeconds };
}
