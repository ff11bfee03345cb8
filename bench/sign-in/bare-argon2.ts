import { availableParallelism } from 'node:os';
import { verify } from 'argon2';

/** The process that verifies passwords and does nothing else, as many at once as identity does. */
export interface BareConfig {
  readonly hash: string;
  readonly password: string;
}

/** What a round came to. */
export interface BareRound {
  readonly verified: number;
  readonly seconds: number;
}

const { hash, password } = JSON.parse(process.argv[2] ?? '') as BareConfig;
const concurrency = Math.max(1, availableParallelism() - 1);

process.on('message', (message: 'usage' | { readonly seconds: number }) => {
  if (message === 'usage') return;
  void round(message.seconds).then((result) => process.send?.(result));
});
process.send?.({ concurrency });

async function round(seconds: number): Promise<BareRound> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let verified = 0;
  const verifyUntilEnd = async (): Promise<void> => {
    while (performance.now() < end) {
      if (!(await verify(hash, password))) throw new Error('the password is wrong');
      verified += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, verifyUntilEnd));
  return { verified, seconds: (performance.now() - started) / 1000 };
}
