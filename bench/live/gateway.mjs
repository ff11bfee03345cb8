/** Our gateway: `events` gets its events from a bus in this process, `pass-through` subscribes at the subgraph. */
import { readFileSync } from 'node:fs';
import { HttpTransport, startGateway } from '@reelhouse/gateway';
import { announce, config, listening, plainContext } from '../gateway/servers/measured-server.mjs';

/** A bus that knows one kind of events, and gives it to who follows. */
const listeners = new Set();
let sequence = 0;
const events = {
  async follow(_subjects, listener) {
    listeners.add(listener);
    return { position: sequence, stop: () => listeners.delete(listener) };
  },
  async *replay() {
    // Nobody comes back in this bench.
  },
  isReachable: () => true,
  async close() {
    listeners.clear();
  },
};

process.on('message', (message) => {
  if (!message.emit) return;
  const at = String(process.hrtime.bigint());
  sequence += 1;
  const { eventId, rentalId } = message.emit;
  const event = {
    id: eventId,
    sequence,
    subject: 'rental.rental.returned',
    aggregateId: rentalId,
    occurredAt: '2026-01-01T00:00:00.000Z',
    payload: { rentalId },
  };
  for (const listener of listeners) listener(event);
  process.send({ at });
});

const { url } = await startGateway({
  ...listening,
  supergraphSdl: readFileSync(config.supergraph, 'utf8'),
  transports: Object.fromEntries(
    Object.entries(config.urls).map(([subgraph, at]) => [subgraph, new HttpTransport({ subgraph, url: at })]),
  ),
  context: plainContext,
  subscriptions: config.form === 'events' ? { events } : {},
  streams: { perAddress: 100_000, perIdentity: 100_000 },
});
announce(url);
