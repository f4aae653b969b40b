/** Whose token a request carries. */
import type { Seed } from '../seed.ts';
import type { Organisation, Person } from '../state.ts';

/** A seed without tokens takes any token: whoever names a user before it is that user, e.g. `nia@example.org:any`.
 *  @param header the Authorization header: Basic with the token as password, or Bearer
 *  @returns `undefined` for no token, or one that does not open this organisation */
export function whoAsks(
  tokens: Seed['tokens'],
  organisation: Organisation,
  header: string | undefined,
): Person | undefined {
  const { name, token: given } = credentialsIn(header);
  const [first] = organisation.users;
  if (given === undefined || given === '') return undefined;
  if (tokens.length === 0) return organisation.users.find(user => isNamed(user, name)) ?? first;
  const found = tokens.find(({ token, organisations }) => {
    const opens = organisations?.some(name => name.toLowerCase() === organisation.name.toLowerCase()) ?? true;
    return token === given && opens;
  });
  if (!found) return undefined;
  const wanted = found.user?.toLowerCase();
  return wanted === undefined ? first : organisation.users.find(user => user.name.toLowerCase() === wanted);
}

function isNamed(user: Person, name: string): boolean {
  return [user.email, user.name].some(each => each.toLowerCase() === name.toLowerCase());
}

function credentialsIn(header: string | undefined): {
  readonly name: string;
  readonly token: string | undefined;
} {
  const [scheme, value] = header?.split(' ') ?? [];
  if (value === undefined || scheme?.toLowerCase() !== 'basic')
    return { name: '', token: scheme?.toLowerCase() === 'bearer' ? value : undefined };
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return { name: pair.slice(0, Math.max(colon, 0)), token: pair.slice(colon + 1) };
}
