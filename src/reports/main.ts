// `npm run report`: writes a report of what the daybook holds as .md, .html or .docx.
import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../adapters/store/open.ts';
import { ldsoNamed } from '../command-line.ts';
import { readConfig, storePlaceOf } from '../config.ts';
import { dayViews } from '../day-views.ts';
import { type Report, type ReportKind, reportKinds } from '../domain/day/report.ts';
import type { LdsoId } from '../domain/refs.ts';
import { bookFrom } from '../plan/books.ts';
import { wordsOf } from '../ports/world-fault.ts';
import { dayAfter, dayOf } from '../rhythm/calendar.ts';
import { type LdsoSettings, readParticipants, shippedParticipants } from '../settings/participants.ts';
import { docxOf } from './docx.ts';
import { htmlOf } from './html.ts';
import { makeReport } from './make.ts';
import { markdownOf } from './markdown.ts';

const usage = `npm run --silent report -- daily|defects --ldso ID [--date 2026-11-24] [--out FILE]
npm run --silent report -- weekly [--ldso ID]… [--date 2026-11-24] [--out FILE]
      --out FILE   .md, .html or .docx; without it Markdown is printed
      weekly       from Monday to the date; all LDSOs, or those named
`;

const formats: Readonly<Record<string, (report: Report) => string | Uint8Array>> = {
  '.md': markdownOf,
  '.html': htmlOf,
  '.docx': docxOf,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ldso: { type: 'string', multiple: true, default: [] },
      date: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const kind = reportKinds.find(each => each === positionals[0]);
  if (kind === undefined) throw new Error(`say ${reportKinds.join(', ')}`);
  const write = formats[values.out === undefined ? '.md' : extname(values.out).toLowerCase()];
  if (write === undefined)
    throw new Error(`--out: name a file that ends in ${Object.keys(formats).join(', ')}`);
  const config = readConfig();
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  const { timeZone } = participants.programme;
  const clock = { now: () => new Date() };
  const day = values.date ?? dayOf(Date.now(), timeZone);
  // Throws on a day that is none, before anything is opened.
  dayAfter(day);
  const ldsos = ldsosOf(kind, values.ldso, participants.ldsos);
  const store = await openStore({
    ...storePlaceOf(config),
    now: Date.now,
  });
  try {
    const bookOf = async (ldso: LdsoId) =>
      bookFrom(participants, ldso, (await store.plan(ldso))?.testCases ?? []);
    const views = dayViews({ participants, store, books: { bookOf }, clock, urlOf: () => undefined });
    const written = write(await makeReport({ store, views, clock, zone: timeZone }, { kind, day, ldsos }));
    if (values.out === undefined) process.stdout.write(written);
    else writeFileSync(values.out, written);
  } finally {
    await store.close();
  }
}

function ldsosOf(
  kind: ReportKind,
  named: readonly string[],
  known: readonly LdsoSettings[],
): readonly [LdsoId, ...LdsoId[]] {
  const found = named.map(each => ldsoNamed(known, each).id);
  const asked = kind === 'weekly' && found.length === 0 ? known.map(({ id }) => id) : found;
  const [first = ldsoNamed(known, undefined).id, ...others] = asked;
  if (kind !== 'weekly' && others.length > 0) throw new Error('--ldso: name one');
  return [first, ...others];
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsOf(error)}\n${usage}`);
  process.exitCode = 2;
});
