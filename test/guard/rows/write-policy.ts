// `npm run guard:policy`: writes the table of the guard's rules into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { README, withPolicy } from './policy.ts';

writeFileSync(README, withPolicy(readFileSync(README, 'utf8')));
