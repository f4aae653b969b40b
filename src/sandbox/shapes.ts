/** The small reply shapes that many endpoints share: people, projects, references. */
import type { Ask } from './http/ask.ts';
import type { Organisation, Person, Project } from './state.ts';

function person(ask: Ask, { id, name, email }: Person): object {
  return {
    displayName: name,
    url: `${ask.base}/_apis/Identities/${id}`,
    _links: { avatar: { href: `${ask.base}/_apis/GraphProfile/MemberAvatars/${id}` } },
    id,
    uniqueName: email,
    imageUrl: `${ask.base}/_api/_common/identityImage?id=${id}`,
    descriptor: `aad.${id.replaceAll('-', '')}`,
  };
}

/** @returns `undefined` for no id, so that the property falls away */
export function personById(ask: Ask, id: string | null): object | undefined {
  const found = ask.organisation.users.find(user => user.id === id);
  return found ? person(ask, found) : undefined;
}

export function personNameById(organisation: Organisation, id: string | null): string {
  return organisation.users.find(user => user.id === id)?.name ?? '';
}

/** Who is meant by an id, a name, a sign-in name, `Name <sign-in>` or an identity object. */
export function whoIs(organisation: Organisation, value: unknown): Person | undefined {
  const words = typeof value === 'string' ? [value, /<([^>]+)>\s*$/.exec(value)?.[1]] : identityWords(value);
  const wanted = words.flatMap(word => (typeof word === 'string' && word !== '' ? [word.toLowerCase()] : []));
  return organisation.users.find(user =>
    [user.id, user.email, user.name].some(word => wanted.includes(word.toLowerCase())),
  );
}

function identityWords(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return [
    'id' in value ? value.id : undefined,
    'uniqueName' in value ? value.uniqueName : undefined,
    'displayName' in value ? value.displayName : undefined,
  ];
}

export function projectReference(ask: Ask, { id, name, description }: Project): object {
  return {
    id,
    name,
    description,
    url: `${ask.base}/_apis/projects/${id}`,
    state: 'wellFormed',
    revision: 1,
    visibility: 'private',
    lastUpdateTime: '2024-01-01T00:00:00.000Z',
  };
}

/** In the legacy test area ids of references are strings. */
export function shallow(id: number | string, name?: string, url?: string): object {
  return { id: String(id), name, url };
}
