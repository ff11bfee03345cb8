import { systemClock } from '@reelhouse/clock';
import { createLogger } from '@reelhouse/logging';
import { openHouse } from '@reelhouse/reelhouse';

/** The process of the whole chain: gateway, subgraphs, and the relay and the consumers of events. */
export interface HouseConfig {
  readonly url: string;
  readonly roleSecret: string;
}

const house = await openHouse({
  ...(JSON.parse(process.argv[2] ?? '') as HouseConfig),
  clock: systemClock,
  log: createLogger({ name: 'bench', level: 'silent' }),
  host: '127.0.0.1',
  port: 0,
});
process.send?.({ url: house.url });
