import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from './identities.fixture.ts';
import type { Identity } from './identity.ts';
import { viewerOf } from './viewer.ts';

const nobody = { kind: 'nobody' };

describe('rows are read for', () => {
  test.each<[string, Identity | undefined, object]>([
    ['nobody who has signed in', undefined, nobody],
    ['a customer', asCustomer(7), { kind: 'customer', customerId: 7 }],
    ['a member of the staff', asStaff(3, 2), { kind: 'staff', staffId: 3, storeId: 2, isManager: false }],
    ['a manager', asManager(4, 1), { kind: 'staff', staffId: 4, storeId: 1, isManager: true }],
    ['a part of the chain', asService, { kind: 'service' }],
  ])('%s', (_, identity, viewer) => {
    expect(viewerOf(identity)).toEqual(viewer);
  });
});

describe('rows are read for nobody on behalf of', () => {
  test.each<[string, Partial<Identity>]>([
    ['a customer whose token allows something else', { scopes: ['staff'] }],
    ['a customer whose token allows nothing', { scopes: [] }],
    ['a member of the staff without a store', { subject: 'staff:1', scopes: ['staff'] }],
    ['a manager who is no staff', { subject: 'staff:1', scopes: ['manager'], storeId: 1 }],
    ['a customer who claims to be staff', { subject: 'staff:1', scopes: ['customer'], storeId: 1 }],
    ['a service that has not the scope', { subject: 'service:rental', scopes: ['customer', 'staff', 'manager'] }],
    ['somebody with the scope of services', { subject: 'somebody', scopes: ['service'] }],
    ['an id that nobody has', { subject: 'customer:0' }],
    ['an id with more behind it', { subject: 'customer:7 or 1=1' }],
  ])('%s', (_, changed) => {
    expect(viewerOf({ ...asCustomer(7), ...changed })).toEqual(nobody);
  });
});
