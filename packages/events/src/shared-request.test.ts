import { expect, test } from 'vitest';
import { SharedRequest } from './shared-request.ts';

test('who asks while a request is under way shares the next one', async () => {
  const answers: ((answer: string) => void)[] = [];
  const shared = new SharedRequest(() => new Promise<string>((resolve) => answers.push(resolve)));
  const first = shared.ask();
  const others = Promise.all([shared.ask(), shared.ask(), shared.ask()]);
  expect(answers).toHaveLength(1);
  answers[0]!('first');
  expect(await first).toBe('first');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!('second');
  expect(await others).toEqual(['second', 'second', 'second']);
  void shared.ask();
  expect(answers).toHaveLength(3);
});

test('a request that fails is not the next one', async () => {
  let number = 0;
  const shared = new SharedRequest(async () => {
    number += 1;
    if (number === 1) throw new Error('broken');
    return number;
  });
  const [first, second] = await Promise.allSettled([shared.ask(), shared.ask()]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
});
