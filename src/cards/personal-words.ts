// What the bot says in a chat with one person: about a file, about whose daybook it is to be, about personal data.
import type { Answer } from '../domain/answers.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Outgoing } from '../ports/chat.ts';
import { md, shorten } from './making/shown.ts';
import { personalWordsOf } from './refusal/refusal-words.ts';

type About<Name extends Answer['about']> = Extract<Answer, { about: Name }>;

const mostOfAFileName = 80;

export function personalDataTold({ reasons, doubtful, inFileName }: About<'personal-data'>): Outgoing {
  const what = personalWordsOf(reasons);
  const place = inFileName ? 'the name of the file' : 'your message';
  const again = inFileName ? 'give the file another name' : 'say it another way';
  return {
    text: doubtful
      ? md`Nothing of it was taken yet: ${place} may hold ${what}. If it does, delete the message; if not, ${again} and send it again.`
      : md`Nothing of it was taken: ${place} holds ${what}. Please delete the message, ${again}, and send it again.`,
  };
}

export function askWhichLdso(which: About<'which-ldso'>['which']): Outgoing {
  switch (which.is) {
    case 'none':
      return {
        text: md`I find you in no LDSO’s channel that I serve, so I can do nothing for you here. Join the channel, then send it again.`,
      };
    case 'several':
      return {
        text: md`For which LDSO is this: ${which.ldsos.join(' or ')}? Please send it again with the LDSO’s name in the message.`,
      };
    case 'not-theirs':
      return { text: md`I do not find you in the channel of ${which.ldso}, so nothing was done.` };
  }
}

export function fileNotTaken({ name, why, mostMb }: About<'file-not-taken'>): Outgoing {
  const file = shorten(name, mostOfAFileName);
  switch (why) {
    case 'place':
      return {
        text: md`${file} was not fetched: it lies where no file of a Teams chat lies. Attach it with the paper clip.`,
      };
    case 'size':
      return {
        text: md`${file} was not taken: it is larger than ${mostMb} MB, which is the most that I take. Make it smaller, or send it in parts.`,
      };
    case 'gone':
      return {
        text: md`${file} could not be fetched: Teams gives a link that is good for minutes only. Please send it again.`,
      };
    case 'unknown':
      return {
        text: md`${file} was not taken: I do not know what to do with it. \`/help\` says what can be sent.`,
      };
  }
}

export function personalHelp(ldso: LdsoId): Outgoing {
  return {
    text: md`Nothing was recorded. What you did in a test is posted in the channel of ${ldso}; here you can send me files and commands. \`/help\` says which.`,
  };
}
