import type { Identity } from '@reelhouse/auth';
import { askSubgraph, createTestDatabase } from '@reelhouse/test-database';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asService, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { identitySubgraph, viewerRights } from './subgraph.ts';

const asked = askSubgraph(identitySubgraph, await createTestDatabase());

const rights = Object.keys(viewerRights);
const ofStaff = [
  ...['checkOut', 'checkIn', 'addCopies', 'transferCopies', 'receiveCopies', 'findCopies'],
  ...['findCustomers', 'findAddresses', 'deactivateCustomers', 'seeStaff', 'followOverdue'],
];
const ofManagers = [...ofStaff, 'manageStaff', 'readAuditLog'];

describe('a client is told what may be done by', () => {
  test.each<[string, Identity, readonly string[]]>([
    ['a customer', asCustomer(1), []],
    ['staff', asStaff(1, 1), ofStaff],
    ['a manager', asManager(1, 1), ofManagers],
    ['a service', asService, ofManagers],
    ['somebody without scopes', { ...asManager(1, 1), scopes: [] }, []],
  ])('%s', async (_, identity, allowed) => {
    const { viewer } = await asked.as(identity).ask(`{ viewer { can { ${rights.join(' ')} } } }`);
    const can = (viewer as { can: Record<string, boolean> }).can;
    expect(Object.keys(can)).toEqual(rights);
    expect(rights.filter((right) => can[right]).sort()).toEqual([...allowed].sort());
  });

  test('nobody, of whom nothing is told', async () => {
    expect(await asked.ask('{ viewer { can { checkOut } } }')).toEqual({ viewer: null });
  });
});

test('every right stands for fields of the graph, and each field for one right', () => {
  const coordinates = Object.values(viewerRights).flatMap((right) => right.coordinates as readonly string[]);
  for (const coordinate of coordinates) expect(coordinate).toMatch(/^[A-Z]\w*\.[a-z]\w*$/);
  expect(new Set(coordinates).size).toBe(coordinates.length);
});
