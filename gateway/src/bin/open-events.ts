import type { Clock } from '@reelhouse/clock';
import { openLiveEvents, openNatsBus, type LiveEvents } from '@reelhouse/events';
import type { Logger } from '@reelhouse/logging';
import type { EventsConfig } from '../config/events-config.ts';

/** Events as they come, at work. */
export interface OpenEvents {
  readonly events: LiveEvents;
  close(): Promise<void>;
}

/** Opens the bus that subgraphs publish on. NATS need not be there yet: it is looked for until it is. */
export function openEvents({ nats, prefix }: EventsConfig, { clock, log }: { clock: Clock; log: Logger }): OpenEvents {
  const bus = openNatsBus({ url: nats, prefix, log });
  const events = openLiveEvents({ bus, clock, log });
  return {
    events,
    async close() {
      await events.close();
      await bus.close();
    },
  };
}
