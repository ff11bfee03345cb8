/** What our servers do alike. They run on plain Node from what was built, as in production and as the peers do. */
import { createLogger } from '@reelhouse/logging';

/** What the server is told: see `ServerConfig`. */
export const config = JSON.parse(process.argv[2] ?? '{}');

/** Where it listens, and that it writes nothing. */
export const listening = { host: '127.0.0.1', port: 0, log: createLogger({ name: 'bench', level: 'silent' }) };

/** The context of a request, which is all that resolvers get here. */
export const plainContext = ({ requestId, log }) => ({ requestId, log });

/** Tells the parent process that the server can be asked. */
export const announce = (url) => process.send?.({ url });
