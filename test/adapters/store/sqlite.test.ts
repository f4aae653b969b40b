import { storeContract } from '../../contracts/store.ts';
import { sqlitePlace } from './places.ts';

storeContract('SQLite', sqlitePlace);
