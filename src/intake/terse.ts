// Reads the short note of a tester: references and one word, in any order, and then whatever there is to say.
import type { Mark } from './marks.ts';

const small =
  /^(?:tcs?|test|tests|case|cases|testcase|mpan|refs?|reference|dummy|no|number|id|for|with|on|using|against|and|n|hi|hello|hey|morning|afternoon|all|team|folks|bot|just|now|ok|right|so|sorry|back|again|both|quick|update|fyi|status|aye|yes|yep|result|outcome|ste?ps?|\d{1,2})$/i;

/** What makes a word of this kind part of another thing: `trigger time`, `defect triage`, `query answered`. */
const compound =
  /^[\s-]*(?:rate|mark|criteria|criterion|count|times?|dates?|points?|safe|over|lists?|triage|call|answered|closed|resolved|fixed|raised?|number|report|manager|team|to (?!do)|on to|of|in progress|#?\d{4,})\b/i;

/**
 * @param sentence with references as `§`
 * @param marks of the sentence, bare ones only
 * @returns the word that counts, where nothing but references and small words stands before it
 */
export function terseMark(sentence: string, marks: readonly Mark[]): Mark | undefined {
  const head = headOf(sentence, marks);
  const mark = wordOf(head.marks);
  if (mark === undefined) return aloneIn(sentence, marks);
  if (/\b(?:please|pls|plz)\b/i.test(sentence) || compound.test(sentence.slice(mark.at + mark.length)))
    return undefined;
  // One reference alone is enough for a result, which everybody waits for; other words are said in talk too.
  const isResult = mark.kind === 'passed' || mark.kind === 'failed';
  const isShort = /^(?:pass|fail)$/i.test(sentence.slice(mark.at, mark.at + mark.length));
  return head.references >= (isResult && isShort ? 1 : 2) ? mark : undefined;
}

/** `retest: pass` says that it passed; `pass/fail` says neither. */
function wordOf(marks: readonly Mark[]): Mark | undefined {
  const results = marks.filter(({ kind }) => kind === 'passed' || kind === 'failed');
  return new Set(results.map(({ kind }) => kind)).size > 1 ? undefined : (results[0] ?? marks[0]);
}

/** `40662` on one line, `EEN-MPAN-0007` on the next and `pass` on a third: all of a message is one note. */
export function terseMessage(message: string, marks: readonly Mark[]): Mark | undefined {
  const { references, isAll, marks: found } = headOf(message, marks);
  return isAll && references >= 2 && !message.includes('?') ? wordOf(found) : undefined;
}

/** How far a sentence goes on with references, small words and words that say a kind. */
function headOf(sentence: string, marks: readonly Mark[]) {
  const found: Mark[] = [];
  let references = 0;
  let isAll = true;
  for (const { 0: word, index } of sentence.matchAll(/§+|[\p{L}\d@'’-]+/gu)) {
    const mark = marks.find(each => each.at === index);
    if (word.startsWith('§')) references += 1;
    else if (mark !== undefined) found.push(mark);
    else if (!small.test(word)) {
      isAll = false;
      break;
    }
  }
  return { marks: found, references, isAll };
}

/** `Update: EEN-MPAN-0007 - 40662 - PASS`: the word stands alone between marks, beside both references. */
function aloneIn(sentence: string, marks: readonly Mark[]): Mark | undefined {
  if ((sentence.match(/§+/g) ?? []).length < 2) return undefined;
  return marks.find(({ at, length }) => {
    const before = sentence.slice(0, at);
    const after = sentence.slice(at + length);
    return /[-\u2013/|,:;]\s*$/.test(before) && /^\s*(?:$|[-\u2013/|,.:;!])/.test(after);
  });
}
