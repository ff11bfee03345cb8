// Relays or consumes what the parent recorded, and kills itself at the moment that it is told.
import { systemClock } from '@reelhouse/clock';
import { connect } from '@reelhouse/database';
import { createLogger } from '@reelhouse/logging';
import { consume } from './consume.ts';
import type { EventBus } from './event-bus.ts';
import { on } from './event-handler.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { rentalStepped, writeJournal } from './journal.fixture.ts';
import { openNatsBus } from './nats-bus.ts';
import { startRelay } from './relay.ts';

const [rentalUrl = '', filmUrl = '', natsUrl = '', prefix = '', moment = ''] = process.argv.slice(2);
const log = createLogger({ name: 'killed', level: 'silent' });
const rental = connect(rentalUrl, { name: 'killed-rental' });
const film = connect(filmUrl, { name: 'killed-film' });
const bus: EventBus =
  natsUrl === ''
    ? openInProcessBus({ owners: { rental }, clock: systemClock })
    : openNatsBus({ url: natsUrl, prefix, log });

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}

const killing: EventBus = {
  ...bus,
  async append(owner, events) {
    if (moment === 'before publish') die();
    const sequences = await bus.append(owner, events);
    if (moment === 'before mark') die();
    return sequences;
  },
  async *read(owner, options) {
    for await (const entries of bus.read(owner, options)) {
      yield entries;
      if (moment === 'after effect') die();
    }
  },
};

startRelay({ bus: killing, owner: 'rental', sql: rental, clock: systemClock, log });
const handler = on(rentalStepped, async (tx, { aggregateId, payload }) => {
  await writeJournal(tx, aggregateId, payload.n);
  // After the first effect of the batch, before its last.
  if (moment === 'in effect' && payload.n === 2) die();
});
consume({ bus: killing, sql: film, consumer: 'journal', handlers: [handler], clock: systemClock, log });
