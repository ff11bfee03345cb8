import { errors, type Dispatcher } from 'undici';
import { CallFailure, failureOfStatus, tooLarge, unacceptable } from './call-failure.ts';

/** What came back, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Of the body: `gzip`, `br`; undefined if it is as it was. */
  readonly encoding: string | undefined;
}

/** One request on the wire: collects its answer, or ends it. It has no streams and no signals, only callbacks. */
export class HttpCall implements Dispatcher.DispatchHandler {
  /** Rejects with a `CallFailure`. */
  readonly answer: Promise<HttpAnswer>;
  readonly #maxBytes: number;
  #resolve!: (answer: HttpAnswer) => void;
  #reject!: (failure: CallFailure) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #abandoned: CallFailure | undefined;
  #status = 0;
  #encoding: string | undefined;
  #first: Buffer | undefined;
  #more: Buffer[] | undefined;

  /** @param maxBytes an answer that says it is larger is not read; one that does not say it, the connection measures. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether bytes of the request may have left. */
  get sent(): boolean {
    return this.#controller !== undefined;
  }

  /** Closes the connection, by which the subgraph learns of it; a request that still waits for one is never sent. */
  abandon(failure: CallFailure): void {
    this.#abandoned = failure;
    if (this.#controller) this.#controller.abort(failure);
    else this.#reject(failure);
  }

  /** Called right before the request is written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#abandoned) controller.abort(this.#abandoned);
    else this.#controller = controller;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    const encoding = headers['content-encoding'];
    if (encoding !== undefined) this.#encoding = String(encoding).toLowerCase();
    if (Number(headers['content-length']) > this.#maxBytes) {
      this.#abandoned = tooLarge();
      controller.abort(this.#abandoned);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#first === undefined) this.#first = chunk;
    else (this.#more ??= [this.#first]).push(chunk);
  }

  onResponseEnd(): void {
    const status = this.#status;
    const failure = failureOfStatus(status);
    if (failure) {
      this.#reject(failure);
      return;
    }
    const body = this.#more ? Buffer.concat(this.#more) : (this.#first ?? Buffer.alloc(0));
    this.#resolve({ status, body, encoding: this.#encoding });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#first = undefined;
    this.#more = undefined;
    this.#reject(this.#abandoned ?? this.#failureOf(error));
  }

  #failureOf(error: Error): CallFailure {
    if (error instanceof errors.ResponseExceededMaxSizeError) return tooLarge();
    if (error instanceof errors.InvalidArgumentError) return unacceptable(error.message, 'unknown');
    const { sent } = this;
    return new CallFailure(error.message, { verdict: 'failure', mayPass: true, sent, cause: error });
  }
}
