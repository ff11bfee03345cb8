import { systemClock } from '@reelhouse/clock';
import type { TestDatabase } from '@reelhouse/test-database';
import { openSignInHouse } from '../identity/open-house.fixture.ts';
import { askWith, edge, type Asked, type WatchedHouse } from './people.fixture.ts';
import type { ViewerName } from './permissions.ts';

/** What came back, and what was asked of the database meanwhile. */
export interface Watched extends Asked {
  /** The statements, without their values, in alphabetical order: fetches that run side by side have none. */
  readonly statements: readonly string[];
}

/** The chain once more, on the same database, with nothing going on by itself: whatever reaches the database was asked for. */
export interface QuietHouse {
  readonly askAs: (
    viewer: ViewerName,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Watched>;
}

/** Opens it beside a house that has signed everybody in. */
export async function openQuietHouse(database: TestDatabase, { tokens }: WatchedHouse): Promise<QuietHouse> {
  const statements: string[] = [];
  const { url } = await openSignInHouse(database, {
    clock: systemClock,
    background: false,
    edge,
    onStatement: (subgraph, text) => void statements.push(`${subgraph}: ${text.replaceAll(/\s+/g, ' ').trim()}`),
  });
  return {
    async askAs(viewer, query, variables) {
      statements.length = 0;
      const asked = await askWith(url, tokens[viewer], query, variables);
      return { ...asked, statements: [...statements].sort() };
    },
  };
}
