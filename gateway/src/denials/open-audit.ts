import { randomUUID } from 'node:crypto';
import type { Logger } from '@reelhouse/logging';
import { HttpTransport, type HttpOptions } from '@reelhouse/subgraph-transport';
import type { ForwardingContext } from '../config/forwarded-headers.ts';
import type { RecordDenials } from './denial.ts';
import { recordDenialsAt } from './record-denials.ts';

/** A subgraph that records denials. */
export interface OpenAudit {
  readonly record: RecordDenials;
  stop(): Promise<void>;
}

/** Reaches the subgraph that the `audit` of a configuration names. */
export function openAudit(options: HttpOptions<ForwardingContext>, log: Logger): OpenAudit {
  const transport = new HttpTransport<ForwardingContext>(options);
  return {
    record: recordDenialsAt(transport, () => ({ requestId: randomUUID(), log, headers: {} })),
    stop: () => transport.stop(),
  };
}
