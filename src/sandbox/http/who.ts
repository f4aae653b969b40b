/** Whose token a request carries. */
import type { Seed } from '../seed.ts';
import type { Organisation, Person } from '../state.ts';

/** @param header the Authorization header: Basic with the token as password, or Bearer
 *  @returns `undefined` for no token, or one that does not open this organisation */
export function whoAsks(
  tokens: Seed['tokens'],
  organisation: Organisation,
  header: string | undefined,
): Person | undefined {
  const given = tokenOf(header);
  const [first] = organisation.users;
  if (given === undefined || given === '') return undefined;
  if (tokens.length === 0) return first;
  const found = tokens.find(({ token, organisations }) => {
    const opens = organisations?.some(name => name.toLowerCase() === organisation.name.toLowerCase()) ?? true;
    return token === given && opens;
  });
  if (!found) return undefined;
  const wanted = found.user?.toLowerCase();
  return wanted === undefined ? first : organisation.users.find(user => user.name.toLowerCase() === wanted);
}

function tokenOf(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ') ?? [];
  if (value === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}
