import { EventEmitter, once } from 'node:events';
import { ManualClock, type Timers } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import type { Watch } from '@reelhouse/subgraph';
import { createTestDatabase } from '@reelhouse/test-database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchRegistrations } from './domain/watch-registrations.ts';
import { endRegistration } from './store/registration.ts';

const database = await createTestDatabase();
const { sql } = database;
const customer = database.connectAs('customer');
const clock = new ManualClock('2026-03-31T12:00:00Z');
const log = createLogger({ name: 'test', level: 'silent' });
const happened = new EventEmitter();

/** Tells when the watch goes to sleep, and for how long. */
const timers: Timers = {
  after(seconds, wake) {
    const cancel = clock.after(seconds, wake);
    happened.emit('asleep', seconds);
    return cancel;
  },
};
let finished: number[] = [];
let failing = new Set<number>();
let watch: Watch | undefined;

beforeEach(async () => {
  await sql`truncate customer.customer_request`;
  finished = [];
  failing = new Set();
});
afterEach(async () => {
  await watch?.stop();
  expect(clock.waiting).toBe(0);
});

function start(): void {
  watch = watchRegistrations(customer, finish, log, timers);
}
async function finish(id: number): Promise<void> {
  if (failing.has(id)) throw new Error('identity is down');
  await customer.begin((tx) => endRegistration(tx, id, { customerId: null, refused: 'not_accepted' }, clock.now()));
  finished.push(id);
  happened.emit('finished', id);
}
const hear = (...ids: number[]) =>
  customer.begin(async (tx) => {
    for (const id of ids) await tx`insert into customer_request (registration_id, heard_at) values (${id}, now())`;
  });
/** Waits until it has gone to sleep for so long, having finished these. */
async function asleep(seconds: number, ids: readonly number[]): Promise<void> {
  for (;;) {
    const [slept] = (await once(happened, 'asleep')) as [number];
    if (slept === seconds && ids.every((id) => finished.includes(id))) return;
  }
}

test('those that are open and those that come are finished', async () => {
  const open = Array.from({ length: 20 }, (_, index) => index + 1);
  await hear(...open);
  const begun = asleep(30, open);
  start();
  await begun;
  const more = asleep(30, [21, 22]);
  await hear(21, 22);
  await more;
  expect(new Set(finished).size).toBe(22);
});

test('one that cannot be finished keeps no other from it, and is tried again after a second', async () => {
  failing.add(1);
  const others = Array.from({ length: 10 }, (_, index) => index + 2);
  await hear(1, ...others);
  const tired = asleep(1, others);
  start();
  await tired;
  expect(finished).not.toContain(1);
  failing.clear();
  const done = asleep(30, [1]);
  clock.advance(1);
  await done;
});

test('what was not heard of is found within half a minute', async () => {
  const idle = asleep(30, []);
  start();
  await idle;
  await sql`alter table customer.customer_request disable trigger customer_request_heard`;
  await hear(5);
  await sql`alter table customer.customer_request enable trigger customer_request_heard`;
  const done = asleep(30, [5]);
  clock.advance(30);
  await done;
});
