import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayViews } from '../src/day-views.ts';
import type { Report } from '../src/domain/day/report.ts';
import type { LdsoId } from '../src/domain/refs.ts';
import { docxOf } from '../src/reports/docx.ts';
import { htmlOf } from '../src/reports/html.ts';
import { makeReport } from '../src/reports/make.ts';
import { markdownOf } from '../src/reports/markdown.ts';
import { type Bot, openBot } from './given-bot.ts';

const day = '2026-11-24';
let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-23T15:00:00Z');
  await post('EEN', '/passed 40662 EEN-MPAN-0007, evidence uploaded');
  bot.setTime('2026-11-24T10:00:00Z');
  await post('EEN', '/failed 40715 EEN-MPAN-0011 step 6 PUB-036 not received');
  await post('EEN', '/defect 40715 EEN-MPAN-0011 S2 P2 contract reference rejected');
  await post('CVD', '/defect 40715 CVD-MPAN-012 no level said yet');
  await bot.app.idle();
});
afterAll(() => bot.close());

async function post(channel: string, text: string): Promise<string> {
  const { messageId } = await bot.local.teams.post({ channel, person: '29:person-1', text });
  await bot.app.idle();
  return messageId;
}

function report(kind: 'daily' | 'weekly' | 'defects', ...ids: readonly string[]): Promise<Report> {
  const { participants, store, books } = bot.app;
  const { clock } = bot;
  const views = dayViews({ participants, store, books, clock, urlOf: () => undefined });
  const [first, ...others] = participants.ldsos.map(({ id }) => id).filter(id => ids.includes(id)) as [
    LdsoId,
  ];
  const asked = { kind, day, ldsos: [first, ...others] as [LdsoId, ...LdsoId[]] };
  return makeReport({ store, views, clock, zone: 'Europe/London' }, asked);
}

const hostile: Report = {
  title: 'Daily report',
  lead: 'of <i>one</i>',
  sections: [
    {
      heading: 'Defects',
      lines: ['- a *line*'],
      table: { head: ['What'], rows: [['<b>rejected</b> | see [here](https://x.example)\u0000']] },
    },
  ],
};

const section = ({ sections }: Report, heading: string) =>
  sections.find(each => each.heading.startsWith(heading));

describe('the daily report', () => {
  test('tells what the wash-up of its LDSO tells', async () => {
    const daily = await report('daily', 'EEN');
    expect(daily.title).toBe('Daily report, Tue 24 Nov 2026');
    expect(section(daily, 'Progress')?.lines?.[1]).toBe(
      'On the day: 0 triggered, 0 passed, 1 failed, 0 blocked; 0 still open.',
    );
    expect(section(daily, 'Results: 1')?.table?.rows[0]?.slice(1, 5)).toEqual([
      'EEN-MPAN-0011',
      'failed',
      '1',
      '6',
    ]);
    expect(section(daily, 'Open defects: 1')?.table?.rows[0]?.slice(0, 2)).toEqual(['S2', 'P2']);
    expect(section(daily, 'Evidence owed: 1')).toBeDefined();
  });

  test('tells which queries are open, for how long, and which were answered', async () => {
    const { teams } = bot.local;
    const say = async (channel: string, person: string, text: string, replyTo?: string) => {
      const sent = await teams.post({ channel, person, text, ...(replyTo === undefined ? {} : { replyTo }) });
      await bot.app.idle();
      return sent.messageId;
    };
    const kestrel = teams.people.find(({ ldso }) => ldso === 'KES')?.id ?? '';
    const first = await say('KES', kestrel, '/query 40710 KES_MPAN_05 needs a CSS2860 first');
    await say('KES', kestrel, '/query 40663 KES_MPAN_06 which supplier is it?');
    await say('KES', '29:person-7', 'It is loaded', first);
    const daily = await report('daily', 'KES');
    expect(section(daily, 'Queries without an answer: 1')?.table?.rows).toMatchObject([
      { 1: 'KES_MPAN_06', 5: '0', 6: '0' },
    ]);
    expect(section(daily, 'Queries answered: 1')?.table?.rows).toMatchObject([{ 1: 'Jo Penrose', 2: '0' }]);
  });

  test('holds nothing of another LDSO', async () => {
    const told = JSON.stringify(await report('daily', 'EEN'));
    expect(told).not.toContain('CVD');
    expect(told).not.toContain('no level said yet');
    expect(JSON.stringify(await report('daily', 'CVD'))).not.toContain('EEN');
  });

  test('in Markdown nothing that people wrote is a link, a cell or HTML of its own', () => {
    expect(markdownOf(hostile).split('\n').slice(2)).toEqual([
      'of \\<i\\>one\\</i\\>',
      '',
      '## Defects',
      '',
      '\\- a \\*line\\*',
      '',
      '| What |',
      '| --- |',
      '| \\<b\\>rejected\\</b\\> \\| see \\[here\\]\\(https&#58;//x.example\\) |',
      '',
    ]);
  });

  test('in HTML it asks for nothing else, and what people wrote is text', async () => {
    expect(htmlOf(hostile)).toContain('<td>&lt;b&gt;rejected&lt;/b&gt; | see [here](https://x.example)</td>');
    for (const page of [htmlOf(hostile), htmlOf(await report('daily', 'EEN'))])
      expect(/<b>|<script|<link|<a |\ssrc=|\shref=/.exec(page)?.[0]).toBeUndefined();
  });

  test('in Word it is a package with each part that is named in it, the same bytes each time', async () => {
    const daily = await report('daily', 'EEN');
    const parts = unzipSync(docxOf(daily));
    expect(Object.keys(parts).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/_rels/document.xml.rels',
      'word/document.xml',
      'word/styles.xml',
    ]);
    const words = strFromU8(parts['word/document.xml']!);
    expect(strFromU8(unzipSync(docxOf(hostile))['word/document.xml']!)).toContain(
      '>&lt;b&gt;rejected&lt;/b&gt; | see [here](https://x.example)<',
    );
    for (const { heading } of daily.sections) expect(words).toContain(`>${heading}</w:t>`);
    expect(docxOf(daily)).toEqual(docxOf(daily));
  });
});

describe('the weekly report', () => {
  test('has a row for each LDSO that is named, with what the week has changed', async () => {
    const { sections, lead } = await report('weekly', 'EEN', 'CVD');
    const [tests, defects] = sections;
    expect(
      tests?.table?.rows.map(([ldso, , passed, gained, failed]) => [ldso, passed, gained, failed]),
    ).toEqual([
      ['EEN', '1', '+1', '1'],
      ['CVD', '0', '+0', '0'],
    ]);
    expect(defects?.table?.rows.map(row => row.slice(0, 7))).toEqual([
      ['EEN', '0', '1', '0', '0', '0', '1'],
      ['CVD', '0', '0', '0', '0', '1', '1'],
    ]);
    expect(lead).toContain('as of Tue 24 Nov 2026 10:00 UK');
    expect((await report('weekly', 'EEN')).sections[0]?.table?.rows).toHaveLength(1);
  });
});

describe('the defect call', () => {
  test('has what is not rated first, then the worst', async () => {
    const [unrated, severe] = (await report('defects', 'EEN')).sections;
    expect([unrated?.heading, severe?.heading]).toEqual(['To be triaged: 0', 'S1 and S2: 1']);
    const [of] = (await report('defects', 'CVD')).sections;
    expect(of).toMatchObject({
      heading: 'To be triaged: 1',
      table: {
        rows: [
          [
            'not rated',
            'not rated',
            expect.anything(),
            expect.anything(),
            'CVD-MPAN-012',
            expect.stringContaining('no level'),
            '',
            expect.anything(),
            expect.anything(),
          ],
        ],
      },
    });
  });
});

describe('/report', () => {
  async function answer(text: string): Promise<string> {
    const id = await post('EEN', text);
    const { teams } = bot.local;
    const told = teams.transcript().filter(({ root, from }) => root === id && from.is === 'bot');
    return JSON.stringify(told.map(({ text: words, summary, cards }) => [words, summary, cards]));
  }

  test.each([
    ['/report', 'Daily report, Tue 24 Nov 2026'],
    ['/report daily 2026-11-23', 'Daily report, Mon 23 Nov 2026'],
    ['/report defects', 'Defect call, Tue 24 Nov 2026'],
    ['/report weekly', 'Weekly report, Mon 23 Nov 2026 to Tue 24 Nov 2026'],
  ])('%s is answered in its thread, of the channel’s own LDSO alone', async (text, title) => {
    const told = await answer(text);
    expect(told).toContain(title);
    expect(told).not.toContain('CVD');
  });

  test.each(['/report monthly', '/report daily 2026-02-30'])(
    '%s is told what can be asked for',
    async text => {
      expect(await answer(text)).toContain('/report weekly');
    },
  );
});
