import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { services } from './topology.ts';

/** `fixed`: the ports that the supergraph names. `free`: any that nothing listens on. */
export type PortChoice = 'fixed' | 'free';

/** The port of each service that listens, by its name. */
export async function choosePorts(choice: PortChoice): Promise<ReadonlyMap<string, number>> {
  const listening = services.flatMap(({ name, port }) => (port === undefined ? [] : [{ name, port }]));
  if (choice === 'fixed') return new Map(listening.map(({ name, port }) => [name, port]));
  const free = await freePorts(listening.length);
  return new Map(listening.map(({ name }, index) => [name, free[index] ?? 0]));
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
