import { createSampleDatabase } from '@reelhouse/test-database';
import { runHouse } from '../running-house.ts';
import { clientOfAToken } from '../services/client-of-a-token.fixture.ts';

const database = await createSampleDatabase();
const house = await runHouse(database);

clientOfAToken(() => ({ default: house.url, mobile: house.urls['mobile']! }), database);
