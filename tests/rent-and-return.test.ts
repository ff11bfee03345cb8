import { ManualClock } from '@reelhouse/clock';
import { createSampleDatabase } from '@reelhouse/test-database';
import { auditWhenDone } from '../subgraphs/rental/audit.fixture.ts';
import { rentAndReturn } from './journeys/rent-and-return.fixture.ts';
import { runHouse } from './running-house.ts';

const day = 86_400;
const database = await createSampleDatabase();
const clock = new ManualClock('2026-03-31T18:00:00Z');
const house = await runHouse(database, { clock, background: false });
auditWhenDone(database);

rentAndReturn(house, database, {
  inDays: (days) => new Date(clock.now().getTime() + days * day * 1000).toISOString(),
  pass: (days) => clock.advance(days * day),
});
