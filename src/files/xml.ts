// Reads XML from front to back and says of every piece where it stands, so that it can be changed in its place.
import { Parser } from 'htmlparser2';

/** A piece of text and the stretch of the XML that it was read from. */
export type Run = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
};

export type Element = {
  /** Without its prefix: which prefix stands for which vocabulary is the writer's choice. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the opening tag begins. */
  readonly from: number;
};

export type XmlVisitor = {
  readonly open?: (element: Element) => void;
  /** Comes before its element opens; the run is what stands between the quotes. */
  readonly attribute?: (name: string, value: Run) => void;
  readonly comment?: (run: Run) => void;
  /** Comes in pieces: a character reference is a piece of its own. */
  readonly text?: (run: Run) => void;
  /** @param to just behind the closing tag */
  readonly close?: (name: string, to: number) => void;
};

/** Never throws: what is cut off ends where it ends. */
export function readXml(source: string, visitor: XmlVisitor): void {
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        visitor.open?.({ name: local(name), attributes, from: parser.startIndex });
      },
      ...(visitor.attribute && {
        onattribute(name: string, value: string, quote?: string | null) {
          if (quote)
            visitor.attribute?.(local(name), attributeRun(source, parser.startIndex, { value, quote }));
        },
      }),
      oncomment(text) {
        const from = parser.startIndex + COMMENT.length;
        visitor.comment?.({ text, from, to: from + text.length });
      },
      ontext(text) {
        visitor.text?.(runAt(source, text, parser));
      },
      onclosetag(name) {
        visitor.close?.(local(name), parser.endIndex + 1);
      },
    },
    { xmlMode: true },
  );
  parser.end(source);
}

export type Stretch = { readonly element: Element; readonly from: number; readonly to: number };

/** Where the elements stand that are wanted, each from its opening tag to just behind its closing tag. */
export function elementsIn(source: string, wanted: (element: Element) => boolean): readonly Stretch[] {
  const open: (Element | undefined)[] = [];
  const found: Stretch[] = [];
  readXml(source, {
    open(element) {
      open.push(wanted(element) ? element : undefined);
    },
    close(_name, to) {
      const element = open.pop();
      if (element) found.push({ element, from: element.from, to });
    },
  });
  return found;
}

const CDATA = '<![CDATA[';
const COMMENT = '<!--';

function attributeRun(source: string, at: number, { value, quote }: { value: string; quote: string }): Run {
  const from = source.indexOf(quote, at) + 1;
  return { text: value, from, to: source.indexOf(quote, from) };
}

function runAt(source: string, text: string, at: { startIndex: number; endIndex: number }): Run {
  const inside = text.length > 0 && source.startsWith(CDATA, at.startIndex);
  const from = inside ? at.startIndex + CDATA.length : at.startIndex;
  return { text, from, to: inside ? from + text.length : at.endIndex + 1 };
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The value of an attribute that is written with a prefix, as `r:id` is, whatever the prefix. */
export function prefixed({ attributes }: Element, name: string): string | undefined {
  const key = Object.keys(attributes).find(each => each.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}
