import { expect, test } from 'vitest';
import { inOrder, type Batch } from './in-order.ts';

function* batches(read: number[]): Generator<Batch<number>> {
  read.push(1);
  yield { items: [5, 1, 12], completeBefore: 10 };
  read.push(2);
  yield { items: [15, 10, 31], completeBefore: 20 };
  read.push(3);
  yield { items: [30, 20], completeBefore: 30 };
}

test('items come in order, each as soon as nothing earlier can follow', () => {
  const read: number[] = [];
  const seen = [...inOrder(batches(read), (item) => item)].map((item) => item);
  expect(seen).toEqual([1, 5, 10, 12, 15, 20, 30, 31]);
});

test('a batch is read only when it is needed', () => {
  const read: number[] = [];
  const items = inOrder(batches(read), (item) => item);
  expect([items.next().value, items.next().value]).toEqual([1, 5]);
  expect(read).toEqual([1]);
  items.next();
  expect(read).toEqual([1, 2]);
});
