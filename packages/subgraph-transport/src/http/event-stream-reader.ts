import { StringDecoder } from 'node:string_decoder';
import { tooLarge } from './call-failure.ts';

/** An event of a `text/event-stream`, as the HTML standard names its parts. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events from the bytes of a response, however they are cut. */
export class EventStreamReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #maxCharacters: number;
  #text = '';
  #scanned = 0;
  #isFirst = true;
  #event = '';
  #data: string[] = [];
  #characters = 0;

  /** @param maxCharacters that one event may have. */
  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /**
   * Reads on.
   *
   * @returns the events that are complete now.
   * @throws {CallFailure} if one is larger than it may be.
   */
  read(chunk: Buffer): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let from = this.#scanned;
    this.#text += this.#decoder.write(chunk);
    if (this.#isFirst && this.#text !== '') {
      this.#isFirst = false;
      if (this.#text.startsWith('\ufeff')) this.#text = this.#text.slice(1);
    }
    let start = 0;
    for (;;) {
      endOfLine.lastIndex = from;
      const end = endOfLine.exec(this.#text);
      // A carriage return at the end may be the first half of the end of a line.
      if (!end || (end[0] === '\r' && end.index + 1 === this.#text.length)) break;
      const event = this.#take(this.#text.slice(start, end.index));
      if (event) events.push(event);
      start = endOfLine.lastIndex;
      from = start;
    }
    this.#text = this.#text.slice(start);
    // What was looked through need not be again, but for a carriage return at its end.
    this.#scanned = Math.max(0, this.#text.length - 1);
    if (this.#characters + this.#text.length > this.#maxCharacters) throw tooLarge();
    return events;
  }

  #take(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    if (field === 'data') {
      this.#data.push(value);
      this.#characters += value.length;
    }
    if (this.#characters > this.#maxCharacters) throw tooLarge();
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    const event = { event: this.#event || 'message', data: this.#data.join('\n') };
    const isEvent = this.#data.length > 0 || this.#event !== '';
    this.#event = '';
    this.#data = [];
    this.#characters = 0;
    return isEvent ? event : undefined;
  }
}

const endOfLine = /\r\n|\n|\r/g;
