import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * The connections to the collector, which can be cut: one that hangs would otherwise hold the process for as long as the
 * exporter waits and tries again.
 */
export class CollectorAgent {
  #agent: HttpAgent | HttpsAgent | undefined;

  /** The agent for `http:` or `https:`, made when the first spans are sent. */
  readonly forProtocol = (protocol: string): HttpAgent | HttpsAgent =>
    (this.#agent = new (protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true }));

  /** Closes every connection, in use or not, and makes no more. */
  cut(): void {
    if (!this.#agent) return;
    this.#agent.createConnection = () => {
      throw new Error('the collector is not waited for any more');
    };
    this.#agent.destroy();
  }
}
