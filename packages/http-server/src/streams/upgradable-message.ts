import { IncomingMessage } from 'node:http';

/**
 * A request that upgrades its connection to WebSocket only. Node takes any `upgrade` header for one as soon as a server
 * upgrades at all, and does not read the request then; but clients that would rather talk HTTP/2 (that of Java does) send one
 * with every request, and have to be answered as if they had not.
 */
export class UpgradableMessage extends IncomingMessage {
  declare private asksForUpgrade: boolean | null;

  /** Set and read by node:http. */
  get upgrade(): boolean {
    return this.asksForUpgrade === true && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  set upgrade(asks: boolean | null) {
    this.asksForUpgrade = asks;
  }
}
