import { userAgentFrom, type Identity } from '@reelhouse/auth';
import { systemClock, systemTimers } from '@reelhouse/clock';
import { runMain, stopSignal } from '@reelhouse/config';
import { createLogger } from '@reelhouse/logging';
import { HttpTransport } from '@reelhouse/subgraph-transport';
import { startTelemetry } from '@reelhouse/telemetry';
import { openAuthentication, type OpenAuthentication } from '../authentication/open-authentication.ts';
import { scopesAndHeaders, withNames, type ForwardingContext } from '../config/forwarded-headers.ts';
import { openAudit, type OpenAudit } from '../denials/open-audit.ts';
import { startGateway, type Gateway } from '../start-gateway.ts';
import { transportObserver } from '../telemetry/transport-observer.ts';
import { readCommandLine, usage } from './command-line.ts';
import { openEdge, type OpenEdge } from './open-edge.ts';
import { openEvents, type OpenEvents } from './open-events.ts';

/** `reelhouse-gateway --supergraph file.graphql`: serves a supergraph whose subgraphs are reached over HTTP. */
async function main(): Promise<void> {
  const told = stopSignal();
  let gateway: Gateway<ForwardingContext> | undefined;
  // From the beginning: a signal that comes early must not end the process.
  let edge: OpenEdge | undefined;
  process.on('SIGHUP', () => {
    gateway?.readSupergraphAgain();
    edge?.settings.readAgain();
  });
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
  let live: OpenEvents | undefined;
  let authentication: OpenAuthentication | undefined;
  let audit: OpenAudit | undefined;
  try {
    live = command.events && openEvents(command.events, { clock: systemClock, log });
    authentication =
      command.authentication &&
      openAuthentication(command.authentication, {
        ...command,
        // Who names nobody that knows of ended sessions has nobody that publishes them either.
        events: command.endedSessions && live?.events,
        clock: systemClock,
        timers: systemTimers,
        log,
      });
    await authentication?.start();
    audit = command.audit && openAudit(command.audit, log);
    edge = await openEdge(command, async (registry) => gateway?.register(registry), log);
    const { settings, limiter, registry } = edge;
    gateway = await startGateway<ForwardingContext>({
      ...command,
      transportFor(subgraph) {
        const options = { ...command.optionsFor(subgraph), ...(observer && { observer }) };
        return new HttpTransport<ForwardingContext>(options);
      },
      subscriptions: { events: live?.events, clock: systemClock, scopesOf: scopesAndHeaders },
      denials: audit && { record: audit.record, clock: systemClock, timers: systemTimers },
      watch: {
        file: command.supergraphFile,
        onOutcome({ kind }) {
          // What the schema before could not answer this one may.
          if (kind === 'swapped' && settings.refused) settings.readAgain();
        },
      },
      registry,
      edge: { settings: () => settings.current, limiter, isRefused: () => settings.refused },
      telemetry,
      log,
      context(incoming) {
        const { requestId, log: requestLog, trace, signal, clientAddress, listener } = incoming;
        const headers = withNames(incoming.headers, command.forwardedNames);
        const contextOf = (identity: Identity | undefined): ForwardingContext => ({
          requestId,
          log: requestLog,
          trace,
          signal,
          headers,
          clientAddress,
          listener,
          userAgent: userAgentFrom(incoming.headers['user-agent']),
          identity,
        });
        const identity = authentication?.authenticate(incoming.headers);
        return identity instanceof Promise ? identity.then(contextOf) : contextOf(identity);
      },
    });
    const serving = gateway;
    authentication?.revoked?.onEnded((ended) => {
      const isMeant = ({ identity }: ForwardingContext): boolean => identity?.sessionId === ended;
      serving.subscriptions.endWhere(isMeant, 'UNAUTHENTICATED', 'The session has ended. Sign in again.');
      serving.closeWhere(isMeant, 'UNAUTHENTICATED');
    });
    await settings.start();
    log.info({ urls: gateway.urls, url: gateway.url }, 'listening');
    await told;
    log.info('stopping');
    await gateway.stop();
  } finally {
    await edge?.close();
    await audit?.stop();
    await authentication?.stop();
    await live?.close();
    await telemetry.stop();
  }
}

await runMain(main, 'reelhouse-gateway');
