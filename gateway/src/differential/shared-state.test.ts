import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bothGateways, isValid, type TestGraph } from './both-gateways.fixture.ts';
import { operations } from './generate-operation.fixture.ts';
import { journalGraph, kioskGraph } from './kiosk-graph.fixture.ts';
import { mediaGraph } from './media-graph.fixture.ts';
import { shopGraph } from './shop-graph.fixture.ts';

/** What the variables of generated operations can be. */
const allVariables = [true, false].flatMap((yes) =>
  [true, false].flatMap((no) =>
    ['1', 'b1', '3'].flatMap((id) => [
      { yes, no, id },
      { yes, no, id, other: '1', unset: 1 },
    ]),
  ),
);

test.each<[string, TestGraph]>([
  ['the shop', shopGraph],
  ['the media', mediaGraph],
  ['the kiosks', kioskGraph],
  ['the journal', journalGraph],
])(
  'requests over %s that run at the same time do not see each other',
  async (_, graph) => {
    const { apiSchema, ours } = await bothGateways(graph);
    const { ours: alone } = await bothGateways(graph);
    await fc.assert(
      fc.asyncProperty(operations(apiSchema, 4), async ({ query }) => {
        fc.pre(isValid(apiSchema, query));
        const together = await Promise.all(allVariables.map((variables) => ours(query, variables)));
        for (const [index, variables] of allVariables.entries()) {
          // A text of its own, so a plan of its own that no other request has used.
          expect(together[index]).toEqual(await alone(`${query} #${index}`, variables));
        }
        expect(await Promise.all(allVariables.map((variables) => ours(query, variables)))).toEqual(together);
      }),
      { seed: 1978, numRuns: 15 },
    );
  },
  60_000,
);
