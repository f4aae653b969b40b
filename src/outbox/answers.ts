// Makes the words of an answer from how things stand when it is delivered.
import { askWhichLdso, fileNotTaken, personalDataTold, personalHelp } from '../cards/personal-words.ts';
import { help, quietTurned } from '../cards/say.ts';
import type { Answer } from '../domain/answers.ts';
import type { Outgoing } from '../ports.ts';

export async function answerTo(answer: Answer): Promise<Outgoing> {
  switch (answer.about) {
    case 'help':
      return help();
    case 'quiet':
      return quietTurned(answer.on);
    case 'personal-data':
      return personalDataTold(answer);
    case 'which-ldso':
      return askWhichLdso(answer.which);
    case 'file-not-taken':
      return fileNotTaken(answer);
    case 'personal-help':
      return personalHelp(answer.ldso);
  }
}
