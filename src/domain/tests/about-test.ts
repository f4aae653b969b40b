// Whether a command about tests says all that it must.
import type { Answer } from '../answers.ts';
import type { AboutTest } from '../commands.ts';
import type { Said } from '../said.ts';

/** @returns what to answer when something is missing or unknown */
export function unclearIn(said: Said, command: AboutTest): Answer | undefined {
  const { of, problems, hasWords, links } = command;
  const { ldso } = said.message;
  if (problems.length > 0) return { about: 'test-unclear', ldso, of, problems };
  switch (of) {
    case 'reason':
    case 'evidence-exception':
      return hasWords ? undefined : { about: 'test-unclear', ldso, of, problems, lacks: 'words' };
    case 'evidence':
      return links.length > 0 ? undefined : { about: 'test-unclear', ldso, of, problems, lacks: 'link' };
  }
}
