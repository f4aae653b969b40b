// Makes the words of an answer from how things stand when it is delivered.
import { help, quietTurned } from '../cards/say.ts';
import type { Answer } from '../domain/answers.ts';
import type { Outgoing } from '../ports.ts';

export async function answerTo(answer: Answer): Promise<Outgoing> {
  switch (answer.about) {
    case 'help':
      return help();
    case 'quiet':
      return quietTurned(answer.on);
  }
}
