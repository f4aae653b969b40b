/** Which parts of a work item a request asks for: some fields, relations, links. */
import { badRequest, Refused } from '../http/answer.ts';
import { type Ask, namesQuery } from '../http/ask.ts';
import { wordOf } from '../words.ts';

export type Parts = {
  /** `undefined`: all. */
  readonly fields: readonly string[] | undefined;
  readonly relations: boolean;
  readonly links: boolean;
};

const expands = ['none', 'relations', 'fields', 'links', 'all'] as const;

/** @throws 400 when both fields and more than fields are asked for */
export function partsOf(expand: string | undefined, fields: readonly string[] | undefined): Parts {
  const word = expand === undefined || expand === '' ? 'none' : wordOf(expands, expand);
  if (!word) throw badRequest(`The value '${expand}' is not valid for $expand.`);
  if (fields && word !== 'none' && word !== 'links') {
    const message = 'The expand parameter can not be used with the fields parameter.';
    throw new Refused(400, 'ConflictingParametersException', message);
  }
  return {
    fields,
    relations: word === 'relations' || word === 'all',
    links: word === 'links' || word === 'all',
  };
}

export function partsInQuery(ask: Ask): Parts {
  return partsOf(ask.query('$expand'), namesQuery(ask, 'fields'));
}
