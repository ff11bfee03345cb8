import { expect, test } from 'vitest';
import { CircuitBreaker, type BreakerOptions, type Verdict } from './circuit-breaker.ts';

function breakerWith(options: BreakerOptions = {}) {
  let now = 0;
  const breaker = new CircuitBreaker(options, () => now);
  return {
    breaker,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    requests: (count: number, verdict: Verdict) => {
      for (let request = 0; request < count; request++) {
        const entered = breaker.enter();
        if (entered !== undefined) breaker.leave(entered, verdict);
      }
    },
  };
}

test('failures in a row open it, and a success between them does not', () => {
  const { breaker, requests } = breakerWith({ consecutiveFailures: 3 });
  requests(2, 'failure');
  requests(1, 'success');
  requests(2, 'failure');
  expect([breaker.state, breaker.lets]).toEqual(['closed', true]);
  requests(1, 'failure');
  expect([breaker.state, breaker.lets, breaker.enter()]).toEqual(['open', false, undefined]);
});

test('half of the requests of a window open it, once there are enough', () => {
  const { breaker, requests } = breakerWith({ minimumRequests: 10 });
  requests(1, 'failure');
  for (let pair = 0; pair < 4; pair++) {
    requests(1, 'success');
    requests(1, 'failure');
  }
  expect(breaker.state).toBe('closed');
  requests(1, 'failure');
  expect(breaker.state).toBe('open');
});

test('failures of an earlier window do not count', () => {
  const { breaker, requests, pass } = breakerWith({ minimumRequests: 4, consecutiveFailures: 100, windowSeconds: 10 });
  requests(3, 'failure');
  pass(10);
  requests(3, 'failure');
  expect(breaker.state).toBe('closed');
});

test('after its time one request may try, and closes it or opens it again', () => {
  const { breaker, requests, pass } = breakerWith({ consecutiveFailures: 1, openSeconds: 2 });
  requests(1, 'failure');
  pass(1.999);
  expect(breaker.lets).toBe(false);
  pass(0.001);
  expect([breaker.state, breaker.lets]).toEqual(['half-open', true]);
  const probe = breaker.enter() ?? NaN;
  expect([breaker.lets, breaker.enter()]).toEqual([false, undefined]);
  expect(breaker.leave(probe, 'failure')).toBe('open');
  pass(2);
  expect(breaker.leave(breaker.enter() ?? NaN, 'success')).toBe('closed');
  expect([breaker.state, breaker.lets]).toEqual(['closed', true]);
});

test('a probe that tells nothing makes room for another', () => {
  const { breaker, requests, pass } = breakerWith({ consecutiveFailures: 1 });
  requests(1, 'failure');
  pass(1);
  expect(breaker.leave(breaker.enter() ?? NaN, 'unknown')).toBeUndefined();
  expect(breaker.enter()).toBeDefined();
});

test('a request from before says nothing of the state after', () => {
  const { breaker, requests, pass } = breakerWith({ consecutiveFailures: 1 });
  const [early, late] = [breaker.enter() ?? NaN, breaker.enter() ?? NaN];
  requests(1, 'failure');
  expect(breaker.leave(early, 'success')).toBeUndefined();
  expect(breaker.lets).toBe(false);
  pass(1);
  const probe = breaker.enter() ?? NaN;
  expect(breaker.leave(late, 'failure')).toBeUndefined();
  expect(breaker.leave(probe, 'success')).toBe('closed');
});
