import { isMet, readAuthorizationRules } from '@reelhouse/authorization';
import type { Identity } from '@reelhouse/auth';
import { viewerRights } from '@reelhouse/subgraph-identity';
import { getNamedType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { asCustomer, asManager, asStaff } from '../../packages/auth/src/identities.fixture.ts';
import { clientSchema, supergraph } from './graph.fixture.ts';

const rules = readAuthorizationRules(supergraph);

/** Whether the directives of a field, of its type and of what it answers let somebody ask for it. */
function mayAskFor(coordinate: string, identity: Identity | undefined): boolean {
  const [type = '', name = ''] = coordinate.split('.');
  const parent = clientSchema.getType(type);
  const field = isObjectType(parent) ? parent.getFields()[name] : undefined;
  if (!field) throw new Error(`viewerRights names ${coordinate}, which clients do not know`);
  const required = [
    ...rules.ofType(type),
    ...rules.ofField(type, name),
    ...rules.ofType(getNamedType(field.type).name),
  ];
  return required.every((requirement) => isMet(requirement, identity));
}

describe('the rights that a viewer is told are those that the directives of the graph give to', () => {
  test.each<[string, Identity | undefined]>([
    ['nobody', undefined],
    ['a customer', asCustomer(1)],
    ['staff', asStaff(2, 1)],
    ['a manager', asManager(1, 1)],
  ])('%s', (_, identity) => {
    const told = Object.entries(viewerRights).flatMap(([right, { scope, coordinates }]) =>
      coordinates.map((coordinate) => [`${right}: ${coordinate}`, identity?.scopes.includes(scope) === true]),
    );
    const given = Object.entries(viewerRights).flatMap(([right, { coordinates }]) =>
      coordinates.map((coordinate) => [`${right}: ${coordinate}`, mayAskFor(coordinate, identity)]),
    );
    expect(told).toEqual(given);
  });

  test('every right that the graph has', () => {
    const type = clientSchema.getType('ViewerRights');
    expect(Object.keys(viewerRights).sort()).toEqual(isObjectType(type) ? Object.keys(type.getFields()).sort() : []);
  });
});
