// Finds the fullest form of a card that fits any way of sending it.
import type { Outgoing } from '../../ports/chat.ts';

/** Incoming webhooks and older ways of sending take 28 KB, with everything around the card. */
const mostBytes = 27 * 1024;

/** @param forms from the fullest to the barest, which is taken however large it is */
export function fitted<Form>(forms: readonly [Form, ...Form[]], make: (form: Form) => Outgoing): Outgoing {
  const [fullest, ...barer] = forms;
  return barer.reduce(
    (message, form) => (bytesOf(message) <= mostBytes ? message : make(form)),
    make(fullest),
  );
}

/** As JSON in UTF-8; the words of a card are its preview as well. */
function bytesOf({ card, text }: Outgoing): number {
  return Buffer.byteLength(JSON.stringify({ card, text }));
}
