import { expect, test } from 'vitest';
import { datasetReplacedEvent } from './dataset-replaced.ts';
import { describeEvents } from './describe-events.ts';
import { rentalStepped } from './journal.fixture.ts';

test('events are listed as a table, as the formatter leaves it', () => {
  expect(describeEvents([rentalStepped, datasetReplacedEvent('rental')])).toBe(
    [
      '| subject                   | version | aggregate | what happened                                          |',
      '| ------------------------- | ------- | --------- | ------------------------------------------------------ |',
      '| `rental.dataset.replaced` | 1       | dataset   | all rows were replaced, by an import or by sample rows |',
      '| `rental.rental.stepped`   | 1       | rental    | something happened to a rental                         |',
    ].join('\n'),
  );
});

test('no events', () => {
  expect(describeEvents([])).toBe('Nothing yet.');
});
