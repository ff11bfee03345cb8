import { runMain, stopSignal } from '@reelhouse/config';
import { createLogger } from '@reelhouse/logging';
import { HttpTransport } from '@reelhouse/subgraph-transport';
import { startTelemetry } from '@reelhouse/telemetry';
import type { ForwardingContext } from '../config/forwarded-headers.ts';
import { startGateway, type Gateway } from '../start-gateway.ts';
import { transportObserver } from '../telemetry/transport-observer.ts';
import { readCommandLine, usage } from './command-line.ts';

/** `reelhouse-gateway --supergraph file.graphql`: serves a supergraph whose subgraphs are reached over HTTP. */
async function main(): Promise<void> {
  const told = stopSignal();
  let gateway: Gateway | undefined;
  // From the beginning: a signal that comes early must not end the process.
  process.on('SIGHUP', () => gateway?.readSupergraphAgain());
  const command = await readCommandLine(process.argv.slice(2), process.env);
  if (command === 'help') {
    console.log(usage);
    return;
  }
  const log = createLogger({ name: 'gateway', pretty: process.stderr.isTTY });
  for (const warning of command.warnings) log.warn(warning);
  const telemetry = await startTelemetry({
    serviceName: 'reelhouse-gateway',
    host: command.host,
    log,
    environment: process.env,
    metricsPort: command.metricsPort,
  });
  const observer = telemetry.requests && transportObserver<ForwardingContext>(telemetry.metrics?.gateway);
  try {
    gateway = await startGateway<ForwardingContext>({
      ...command,
      transportFor: (subgraph) =>
        new HttpTransport<ForwardingContext>({ ...command.optionsFor(subgraph), ...(observer && { observer }) }),
      watch: { file: command.supergraphFile },
      telemetry,
      log,
      context: ({ requestId, log: requestLog, trace, signal, headers }) => ({
        requestId,
        log: requestLog,
        trace,
        signal,
        headers,
      }),
    });
    log.info({ url: gateway.url }, 'listening');
    await told;
    log.info('stopping');
    await gateway.stop();
  } finally {
    await telemetry.stop();
  }
}

await runMain(main, 'reelhouse-gateway');
