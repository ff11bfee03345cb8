import type { AttackName } from './attacks/attacks.ts';

/** What an attacker does. */
export interface AttackJob {
  readonly name: AttackName;
  readonly url: string;
  readonly seconds: number;
}

/** What it came to. */
export interface AttackResult {
  readonly sent: number;
  readonly bytes: number;
  /** How often it was answered what: a status and the code of the error. */
  readonly answers: Readonly<Record<string, number>>;
  /** Requests and connections that had no answer when it ended. */
  readonly unanswered: number;
}

/** What an attack is told, and tells. */
export interface Attacking {
  readonly url: URL;
  readonly seconds: number;
  /** Where attackers come from: another address than that of the probe. */
  readonly localAddress: string;
  /** To be called for what is sent. */
  readonly sent: (bytes: number, requests?: number) => void;
  /** To be called for what is answered, with its status and code. */
  readonly answered: (what: string) => void;
}

/** Does it for the seconds, and leaves nothing open. */
export type Attack = (attacking: Attacking) => Promise<void>;

/** Of what one machine could send over a line of 100 Mbit/s. */
export const bytesPerSecond = 12_500_000;
/** Of requests that are small. */
export const requestsPerSecond = 1000;
