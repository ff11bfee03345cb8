import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';
import type { SubgraphFigures } from './subgraph-metrics.ts';

const figures: SubgraphFigures = {
  cache: { hits: 9, misses: 3, loads: 2, errors: 0 },
  events: { unpublished: 4, oldestUnpublishedSeconds: 1.5, waiting: 0, deadLetters: 1 },
  consumers: [{ consumer: 'film-popularity', owner: 'rental', pending: 7 }],
};

test('the figures of subgraphs are read once for a scrape, and one that cannot be read costs itself only', async () => {
  const metrics = new Metrics({ ofProcess: false });
  let reads = 0;
  metrics.subgraphs.observe('film', async () => {
    reads += 1;
    return figures;
  });
  metrics.subgraphs.observe('rental', () => Promise.reject(new Error('no database')));
  const text = await metrics.registry.metrics();
  expect(text.split('\n').filter((line) => line.startsWith('subgraph_'))).toEqual([
    'subgraph_cache_hits_total{subgraph="film"} 9',
    'subgraph_cache_misses_total{subgraph="film"} 3',
    'subgraph_cache_loads_total{subgraph="film"} 2',
    'subgraph_cache_errors_total{subgraph="film"} 0',
    'subgraph_events_unpublished{subgraph="film"} 4',
    'subgraph_events_oldest_unpublished_seconds{subgraph="film"} 1.5',
    'subgraph_events_waiting{subgraph="film"} 0',
    'subgraph_events_dead{subgraph="film"} 1',
    'subgraph_events_pending{consumer="film-popularity",owner="rental"} 7',
  ]);
  expect(reads).toBe(1);
});
