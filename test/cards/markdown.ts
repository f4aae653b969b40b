// Reads Markdown suspiciously: whatever an engine might take for a sign and nobody of ours wrote is named as one.
export type Piece =
  | { readonly is: 'text' | 'bold'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly address: string }
  /** A sign that is not escaped: the start of a list, a heading, a mention, an expression, half an emphasis. */
  | { readonly is: 'sign'; readonly text: string };

const signs: readonly { readonly is: Piece['is']; readonly form: RegExp }[] = [
  { is: 'text', form: /\\([!-/:-@[-`{-~])/y },
  { is: 'bold', form: /\*\*((?:\\.|[^*\\])+)\*\*/y },
  { is: 'link', form: /\[((?:\\.|[^\]\\])*)\]\(([^\s()]*)\)/y },
  { is: 'sign', form: /\$\{|\{\{|&(?:#\d+|#x[\da-f]+|[a-z]\w*);|[*`~[\]<\n\r\t\u2028\u2029]/iy },
  // Between letters or digits an underscore is only that.
  { is: 'text', form: /(?<=[\p{L}\p{N}])(_+)(?=[\p{L}\p{N}])/uy },
  { is: 'sign', form: /_+/y },
];
const blockStart = /^(?:\s*(?:[-+*]|\d{1,9}[.)])(?:\s|$)|#{1,6}(?:\s|$)|>|\s{4}|(?:[-_*=]\s*){3,}$)/;

export function readMarkdown(source: string): readonly Piece[] {
  const block = blockStart.exec(source);
  const pieces: Piece[] = block === null ? [] : [{ is: 'sign', text: block[0] }];
  for (let place = 0; place < source.length; ) {
    const { piece, length } = pieceAt(source, place);
    pieces.push(piece);
    place += length;
  }
  return pieces;
}

/** What a person sees. */
export function seen(source: string): string {
  return readMarkdown(source)
    .map(piece => piece.text)
    .join('');
}

export function signsIn(source: string): readonly Piece[] {
  return readMarkdown(source).filter(piece => piece.is === 'sign');
}

export function htmlOf(source: string): string {
  return readMarkdown(source)
    .map(piece => {
      const text = piece.text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
      if (piece.is === 'bold') return `<b>${text}</b>`;
      return piece.is === 'link' ? `<a href="${piece.address.replaceAll('"', '%22')}">${text}</a>` : text;
    })
    .join('');
}

function pieceAt(source: string, place: number): { readonly piece: Piece; readonly length: number } {
  for (const { is, form } of signs) {
    form.lastIndex = place;
    const found = form.exec(source);
    if (found === null) continue;
    const text = found[1] ?? found[0];
    const length = found[0].length;
    if (is === 'link') return { piece: { is, text: seen(text), address: found[2] ?? '' }, length };
    return { piece: { is, text: is === 'bold' ? seen(text) : text }, length };
  }
  const character = String.fromCodePoint(source.codePointAt(place) ?? 0);
  return { piece: { is: 'text', text: character }, length: character.length };
}
