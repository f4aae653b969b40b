// A card as lines of plain text, for a terminal: what stands on it from top to bottom, without its buttons.
import type { Outgoing } from '../../ports/chat.ts';

export function plainCard(message: Outgoing): readonly string[] {
  if (message.card === undefined) return [unescaped(message.text)];
  return linesIn(message.card.body);
}

function linesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(linesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text, style, inlines, items, columns } = node as Readonly<Record<string, unknown>>;
  if (type === 'TextBlock' && typeof text === 'string')
    return style === 'heading' ? ['', unescaped(text)] : [`  ${unescaped(text)}`];
  if (type === 'RichTextBlock' && Array.isArray(inlines)) return [`  ${inlines.map(runText).join('')}`];
  if (type === 'ColumnSet' && Array.isArray(columns))
    return [
      columns
        .flatMap(linesIn)
        .map(line => line.trim())
        .join('  '),
    ].map(line => `  ${line}`);
  return linesIn(items ?? columns ?? []);
}

function runText(run: unknown): string {
  const text: unknown = typeof run === 'object' && run !== null ? Reflect.get(run, 'text') : run;
  return typeof text === 'string' ? text : '';
}

/** Takes back what makes a text fit for Markdown. */
function unescaped(text: string): string {
  return text.replace(/\\([\\`*~[\]_{}&+#>=.)-])/g, '$1');
}
