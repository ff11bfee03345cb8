import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { services, type Service } from './topology.ts';

/** `fixed`: the ports that the supergraph names. `free`: any that nothing listens on. */
export type PortChoice = 'fixed' | 'free';

/** The ports of a service by the names of its listeners: `default`, if it listens at all, and the further ones. */
export type ServicePorts = Readonly<Record<string, number>>;

/** Where a service listens unless told otherwise. */
export function fixedPorts({ port, listeners }: Service): ServicePorts {
  return port === undefined ? {} : { default: port, ...listeners };
}

/** The variables that say to a service where it listens: `PORT`, and `MOBILE_PORT` for the listener `mobile`. */
export function portVariables(ports: ServicePorts): Record<string, string> {
  const named = ([listener, port]: [string, number]): [string, string] => [
    listener === 'default' ? 'PORT' : `${listener.toUpperCase()}_PORT`,
    String(port),
  ];
  return Object.fromEntries(Object.entries(ports).map(named));
}

/** The ports of each service, by its name. */
export async function choosePorts(choice: PortChoice): Promise<ReadonlyMap<string, ServicePorts>> {
  const fixed = services.map((service) => [service.name, fixedPorts(service)] as const);
  if (choice === 'fixed') return new Map(fixed);
  const free = await freePorts(fixed.flatMap(([, ports]) => Object.keys(ports)).length);
  return new Map(
    fixed.map(([name, ports]) => [
      name,
      Object.fromEntries(Object.keys(ports).map((listener) => [listener, free.pop() ?? 0])),
    ]),
  );
}

/** Different ports of 127.0.0.1 that nothing listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(
    probes.map((probe) => {
      probe.close();
      return once(probe, 'close');
    }),
  );
  return ports;
}
