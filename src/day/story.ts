// A played day as a readable story.

import type { Outcome } from '../domain/said.ts';
import { currentAttempt } from '../domain/tests/progress.ts';
import type { Answered, Played } from './play.ts';
import { progressAtEnd } from './summary.ts';

export async function story(played: Played): Promise<readonly string[]> {
  const { local, answered } = played;
  const spoken = answered.flatMap(each => [
    `${each.row.time.slice(11, 16)} ${each.row.ldso}  ${each.row.author}`,
    `      ${shown(each)}`,
    `      -> ${words(each.outcome)}`,
  ]);
  const posts = local.teams
    .transcript()
    .filter(message => message.from.is === 'bot')
    .map(
      message =>
        `  ${new Date(message.at).toISOString().slice(11, 16)} ${message.ldso}  ${message.summary ?? message.text ?? ''}`,
    );
  const tests = (await progressAtEnd(played)).flatMap(progress => {
    const attempt = currentAttempt(progress);
    const { ldso, mpanRef } = progress.key;
    return attempt === undefined
      ? []
      : [`  ${ldso}  ${progress.testCaseName}  ${mpanRef}  ${attempt.status}`];
  });
  return [
    'THE DAY',
    ...spoken,
    '',
    'WHAT THE BOT HAS IN THE CHANNELS (times are UTC)',
    ...posts,
    '',
    'HOW THE TESTS STAND',
    ...tests,
  ];
}

/** A refused message is not repeated: it may hold what must not be shown. */
function shown({ row, outcome }: Answered): string {
  if (outcome.decision === 'reject') return '(a message that was refused)';
  const words = (row.text === '' ? (row.html ?? '(no text)') : row.text).replace(/\s+/g, ' ');
  return words.length > 150 ? `${words.slice(0, 149)}…` : words;
}

function words(outcome: Outcome): string {
  const warned = outcome.warnings.length === 0 ? '' : ` (${outcome.warnings.join(', ')})`;
  switch (outcome.decision) {
    case 'ignore':
      return `left alone${warned}`;
    case 'reject':
      return `refused: ${outcome.rejectReasons.join(', ')}`;
    case 'accept':
      return `noted: ${outcome.kind ?? ''} ${outcome.tcRefs.join(', ')} ${outcome.mpanRefs.join(', ')}${warned}`;
  }
}
