// A short name for a file that was sent, to be said in a line: letters only, since a message's id may read as an MPAN.

const letters = 26n;

/** @param messageId numbers with anything between, `1764000000000/0`; others give others */
export function fileKey(messageId: string): string {
  return (messageId.match(/\d+/g) ?? []).map(number => inLetters(BigInt(number))).join('-') || 'file';
}

function inLetters(number: bigint): string {
  const rest = number / letters;
  const letter = String.fromCharCode(97 + Number(number % letters));
  return rest === 0n ? letter : inLetters(rest) + letter;
}
