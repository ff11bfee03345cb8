import type { Identity } from '@reelhouse/auth';
import { expect, test } from 'vitest';
import { registrationPolicy } from './registration-policy.ts';

const settings = {
  level: 'safelist',
  rules: [
    { listener: 'mobile', level: 'require-id', clients: ['mobile'] },
    { clientId: 'mobile', level: 'require-id', clients: ['mobile'] },
    { listener: 'desk', scope: 'manager', level: 'log' },
    { scope: 'staff', level: 'off' },
  ],
} as const;

const who = (scopes: readonly string[], clientId?: string): Identity => ({
  subject: 'x:1',
  scopes,
  expiresAt: 0,
  ...(clientId !== undefined && { clientId }),
});

test.each([
  ['nobody', 'default', undefined, 'safelist'],
  ['a customer', 'default', who(['customer']), 'safelist'],
  ['nobody at the listener of the app', 'mobile', undefined, 'require-id'],
  ['staff at the listener of the app', 'mobile', who(['staff']), 'require-id'],
  ['a token of the app elsewhere', 'default', who(['customer'], 'mobile'), 'require-id'],
  ['a token of the app of staff', 'default', who(['staff'], 'mobile'), 'require-id'],
  ['a token of another client', 'default', who(['customer'], 'mobile2'), 'safelist'],
  ['staff', 'default', who(['staff']), 'off'],
  ['a manager at the desk', 'desk', who(['staff', 'manager']), 'log'],
  ['staff at the desk', 'desk', who(['staff']), 'off'],
  ['a manager elsewhere', 'default', who(['staff', 'manager']), 'off'],
])('%s', (_, listener, identity, level) => {
  expect(registrationPolicy(settings, { listener, identity })).toMatchObject({ level });
});

test('the clients whose operations count are those of the rule', () => {
  expect(registrationPolicy(settings, { listener: 'mobile', identity: undefined }).clients).toEqual(['mobile']);
  expect(registrationPolicy(settings, { listener: 'default', identity: undefined }).clients).toBeUndefined();
});
