// Text that tries to be more than text.
import fc from 'fast-check';

const tricks = [
  '[free tea](https://tea.example)',
  '![x](https://tea.example/x.png)',
  '<https://tea.example>',
  '<at>DataTeam</at>',
  '<at id="0">everyone</at>',
  '&lt;at&gt;DataTeam&lt;/at&gt;',
  `\${$root.text}`,
  `\${`,
  `$\${x}`,
  '{{DATE(2026-11-24T09:00:00Z, SHORT)}}',
  '**bold**',
  '__bold__',
  '_slanted_',
  '~~gone~~',
  '`code`',
  '\n- item',
  '\r\n1. item',
  '\n\n# heading',
  '> quote',
  '---',
  '\u2028* item',
  '\\',
  '\\[a\\](b)',
  '"',
  "'",
  '😄',
  '👩‍👩‍👧‍👦',
  '\u202Ereversed',
  '\uD800',
  'FM_TS_1_TC_1_2_3_4_5_6_7',
  'step 6',
  ' ',
];

/** Tricks, arbitrary text, and both pieced together. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...tricks),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ maxLength: 8 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map(parts => parts.join(''));
