import { createSampleDatabase } from '@reelhouse/test-database';
import { browseCatalogue } from './journeys/browse-catalogue.fixture.ts';
import { runHouse } from './running-house.ts';

browseCatalogue(await runHouse(await createSampleDatabase()));
