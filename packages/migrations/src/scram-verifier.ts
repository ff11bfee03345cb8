import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/** What PostgreSQL uses itself. */
const iterations = 4096;

/**
 * What PostgreSQL keeps of a password, in its form of RFC 5803. `ALTER ROLE … PASSWORD` takes it as it is, so that the
 * password itself reaches neither the server nor its log.
 *
 * @param password ASCII: no SASLprep is done.
 * @param salt 16 random bytes, unless a test says which.
 */
export async function scramVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const salted = await derive(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
