import type { Clock } from '@reelhouse/clock';
import type { Sql } from '@reelhouse/database';
import { createLogger } from '@reelhouse/logging';
import { isInstalled, startNats, type TestNats } from '@reelhouse/test-servers';
import { afterAll, beforeAll, describe } from 'vitest';
import type { EventBus } from './event-bus.ts';
import { openInProcessBus } from './in-process-bus.ts';
import { openNatsBus } from './nats-bus.ts';

/** A kind of bus, as tests open it. */
export interface TestBus {
  /** Opens a bus. On NATS its streams are new unless a prefix is repeated. */
  open(prefix?: string): EventBus;
  /** The URL of the NATS server; empty for the in-process bus. */
  natsUrl(): string;
}

/** Runs the same tests on the in-process bus, and on NATS where there is one: a server for the test file alone. */
export function describeOnBothBuses(rental: Sql, clock: Clock, tests: (kind: TestBus) => void): void {
  const log = createLogger({ name: 'test', level: process.env['TEST_LOG'] === 'debug' ? 'debug' : 'silent' });

  describe('on the in-process bus', () => {
    tests({ open: () => openInProcessBus({ owners: { rental }, clock }), natsUrl: () => '' });
  });

  describe.skipIf(!isInstalled('nats-server'))('on the NATS bus', () => {
    let nats: TestNats;
    let number = 0;
    beforeAll(async () => void (nats = await startNats()));
    afterAll(() => nats.dispose());
    tests({
      open: (prefix = `test-${(number += 1)}`) => openNatsBus({ url: nats.url, prefix, log }),
      natsUrl: () => nats.url,
    });
  });
}
