import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock as clock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { describeOnBothBuses } from './both-buses.fixture.ts';
import { consume } from './consume.ts';
import { openJournal, step } from './journal.fixture.ts';
import { startRelay } from './relay.ts';

const database = await createTestDatabase();
const rental = database.connectAs('rental');
const film = database.connectAs('film');
const journal = await openJournal(database.sql);
const log = createLogger({ name: 'test', level: 'silent' });

describeOnBothBuses(rental, clock, (kind) => {
  test.each(['before publish', 'before mark', 'in effect', 'after effect'])(
    'killed %s, once all the same',
    async (at) => {
      await step(rental, { aggregateId: '1', n: 1 }, { aggregateId: '1', n: 2 }, { aggregateId: '2', n: 3 });
      const prefix = `killed ${at}`;
      const child = spawn(
        process.execPath,
        [
          ...['--conditions=reelhouse-source', '--import=tsx', join(import.meta.dirname, 'killed-at.fixture.ts')],
          ...[database.urlOf('rental'), database.urlOf('film'), kind.natsUrl(), prefix, at],
        ],
        { stdio: ['ignore', 'inherit', 'inherit'] },
      );
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      const bus = kind.open(prefix);
      const relay = startRelay({ bus, owner: 'rental', sql: rental, clock, log });
      const consumer = consume({ bus, sql: film, consumer: 'journal', handlers: [journal.handler], clock, log });
      await step(rental, { aggregateId: '1', n: 4 });
      expect((await journal.entries(4)).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
      await Promise.all([relay.close(), consumer.close()]);
      expect(await rental`select from outbox where published_at is null`).toHaveLength(0);
      await bus.close();
      await journal.clear();
    },
  );
});
