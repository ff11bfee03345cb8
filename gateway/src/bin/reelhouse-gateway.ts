import { runMain, stopSignal } from '@reelhouse/config';
import { createLogger } from '@reelhouse/logging';
import { HttpTransport } from '@reelhouse/subgraph-transport';
import { startTelemetry } from '@reelhouse/telemetry';
import { startGateway } from '../start-gateway.ts';
import { transportObserver } from '../telemetry/transport-observer.ts';
import { readCommandLine, usage } from './command-line.ts';

/** `reelhouse-gateway --supergraph file.graphql`: serves a supergraph whose subgraphs are reached over HTTP. */
async function main(): Promise<void> {
  const told = stopSignal();
  const command = await readCommandLine(process.argv.slice(2), process.env);
  if (command === 'help') {
    console.log(usage);
    return;
  }
  const log = createLogger({ name: 'gateway', pretty: process.stderr.isTTY });
  const telemetry = await startTelemetry({
    serviceName: 'reelhouse-gateway',
    host: command.host,
    log,
    environment: process.env,
  });
  const observer = telemetry.requests && transportObserver(telemetry.metrics?.gateway);
  const transports = Object.fromEntries(
    command.subgraphs.map(({ name, url }) => [name, new HttpTransport({ subgraph: name, url, observer })]),
  );
  try {
    const gateway = await startGateway({
      ...command,
      transports,
      telemetry,
      log,
      context: ({ requestId, log: requestLog, trace, signal }) => ({ requestId, log: requestLog, trace, signal }),
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
