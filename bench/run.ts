import { runMain, StartupError } from '@reelhouse/config';
import { benchAccess } from './access/bench-access.ts';
import { benchCache } from './cache/bench-cache.ts';
import { benchEdge } from './edge/bench-edge.ts';
import { benchEvents } from './events.ts';
import { benchGateway } from './gateway/bench-gateway.ts';
import { benchLive } from './live/bench-live.ts';
import { benchLoading } from './loading.ts';
import { checkPortable } from './portable/check-portable.ts';
import { benchReads } from './reads.ts';
import { benchRent } from './rent/bench-rent.ts';
import { benchSignIn } from './sign-in/bench-sign-in.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  reads: benchReads,
  loading: benchLoading,
  gateway: benchGateway,
  events: benchEvents,
  rent: benchRent,
  cache: benchCache,
  live: benchLive,
  'sign-in': benchSignIn,
  access: benchAccess,
  portable: checkPortable,
  edge: benchEdge,
};

await runMain(async () => {
  const [name = ''] = process.argv.slice(2);
  const bench = benches[name];
  if (!bench) throw new StartupError(`usage: npm run bench -- ${Object.keys(benches).join('|')}`);
  await bench();
});
