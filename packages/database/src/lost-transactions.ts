import { setImmediate as nextTurn } from 'node:timers/promises';
import { isUnreachable } from '@reelhouse/errors';
import type postgres from 'postgres';
import type { Sql, Transaction } from './connect.ts';

type Work = (tx: Transaction) => unknown;

/** How many turns of the event loop postgres.js may take to notice that a connection has ended. */
const turns = 5;

/**
 * Keeps postgres.js from sending anything more for a transaction whose connection is gone: be it a statement or the
 * `rollback`, it would be written nowhere, which ends the process. The server has rolled it back.
 */
export function endWithConnection(sql: Sql): Sql {
  const begin = sql.begin.bind(sql) as (options: string, work: Work) => Promise<unknown>;
  const guarded = async (optionsOrWork: string | Work, given?: Work): Promise<unknown> => {
    const [options, work] = typeof optionsOrWork === 'string' ? [optionsOrWork, given] : ['', optionsOrWork];
    let isOver = false;
    try {
      return await begin(options, (tx) =>
        untilOver(
          async () => work?.(watched(tx, () => isOver)),
          () => isOver,
        ),
      );
    } finally {
      isOver = true;
    }
  };
  return Object.assign(sql, { begin: guarded as Sql['begin'] });
}

/** Never settles once the transaction is over: nobody waits for it, and postgres.js would send its end. */
async function untilOver(work: () => Promise<unknown>, isOver: () => boolean): Promise<unknown> {
  const never = new Promise<never>(() => undefined);
  try {
    const result = await work();
    return isOver() ? await never : result;
  } catch (error) {
    if (isUnreachable(error)) for (let turn = 0; turn < turns && !isOver(); turn += 1) await nextTurn();
    if (isOver()) return never;
    throw error;
  }
}

function watched(tx: Transaction, isOver: () => boolean): Transaction {
  const refuseWhenOver = (): void => {
    if (isOver()) throw Object.assign(new Error('the transaction is over'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply(target, self, values) {
      refuseWhenOver();
      return Reflect.apply(target as unknown as (...args: unknown[]) => unknown, self, values);
    },
    get(target, name) {
      refuseWhenOver();
      return Reflect.get(target, name) as postgres.TransactionSql;
    },
  });
}
