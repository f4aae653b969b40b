// Writes the guard's rules as the table of the README.
import { RULES } from '../../../src/guard/rules.ts';

export const README = 'README.md';
const BEGIN = '<!-- policy: npm run guard:policy -->';
const END = '<!-- /policy -->';

function policyTable(): string {
  const rows = Object.entries(RULES).map(([code, rule]) => {
    const file = 'inFile' in rule ? `${rule.file}; ${rule.inFile}` : rule.file;
    return `| ${code} | ${rule.kind.replace('_', ' ')} | ${rule.chat} | ${file} | ${rule.reason} |`;
  });
  return [
    '| code | kind | in a message | in a file | why |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** @throws Error when the two marks of the table are not in the text */
export function withPolicy(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin === -1 || end < begin)
    throw new Error(`${README}: put ${BEGIN} and ${END} where the table shall stand`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${policyTable()}\n\n${readme.slice(end)}`;
}
