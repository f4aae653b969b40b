// Numbers as letters, to be said in a line: a message's id, an instant in milliseconds, may read as an MPAN.

const letters = 26n;

/** @param text numbers with anything between, `1764000000000/0`; others give others */
export function letterKey(text: string): string {
  return (text.match(/\d+/g) ?? []).map(number => inLetters(BigInt(number))).join('-') || 'file';
}

/** @returns the numbers that a key was made of; none for what is no key */
export function numbersOf(key: string): readonly string[] {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(key)) return [];
  return key.split('-').map(part => {
    const number = [...part].reduce((sum, letter) => sum * letters + BigInt(letter.charCodeAt(0) - 97), 0n);
    return number.toString();
  });
}

function inLetters(number: bigint): string {
  const rest = number / letters;
  const letter = String.fromCharCode(97 + Number(number % letters));
  return rest === 0n ? letter : inLetters(rest) + letter;
}
