import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { getRounds } from 'bcryptjs';

/** A dearer hash is none that anybody made in earnest; it would only keep us busy. */
const dearest = 14;

const work = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { compareSync } = require(workerData.library);
  parentPort.postMessage(compareSync(workerData.password, workerData.hash));
`;
const library = createRequire(import.meta.url).resolve('bcryptjs');

/**
 * Whether a password is the one of a bcrypt hash, which is never more than once. It is JavaScript, so it is done in a
 * thread of its own: other requests would wait for it otherwise.
 */
export async function matchesBcrypt(password: string, hash: string): Promise<boolean> {
  if (getRounds(hash) > dearest) return false;
  const worker = new Worker(work, { eval: true, execArgv: [], env: {}, workerData: { library, password, hash } });
  try {
    const [matches] = (await once(worker, 'message')) as [unknown];
    return matches === true;
  } finally {
    await worker.terminate();
  }
}
