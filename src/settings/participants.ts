// The participants file: who takes part, where their channels and Azure DevOps projects are, and when the day begins.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { groups } from '../domain/kinds.ts';
import { ldsoId } from '../domain/refs.ts';
import { migration } from './migration.ts';
import { organisation, variable } from './organisation.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as HH:mm, e.g. "09:00"');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD, e.g. "2026-12-24"');
const pattern = z.string().min(1).refine(isPattern, 'write a regular expression, e.g. "EEN-MPAN-\\\\d{4}"');
const id = z.string().transform((text, context) => {
  const made = ldsoId(text);
  if (made !== undefined) return made;
  context.addIssue({ code: 'custom', message: 'write 2 to 8 capitals or digits, e.g. "EEN"' });
  return z.NEVER;
});

const azureDevOps = z.strictObject({
  ...organisation,
  plan: z.int().positive(),
  configuration: z.string().optional(),
  /** The secret that the organisation's service hooks bring; without it they are not listened to. */
  hookSecretVariable: variable.optional(),
  /** Which step evidence goes on, by test case (its number or its name): the last of the steps that are the LDSO's. */
  evidenceSteps: z
    .record(
      z.string(),
      z.union([z.int().positive(), z.enum(['last', 'result'])], {
        error: 'write the number of the step, "last" or "result"',
      }),
    )
    .default({}),
  /** Which of a test case's meter points is on top of the grid. */
  gridShows: z.enum(['worst', 'newest'], { error: 'write "worst" or "newest"' }).default('worst'),
});

const calendar = z
  .strictObject({
    region: z.enum(['england-and-wales', 'scotland']),
    extraHolidays: z.array(day).default([]),
    extraWorkingDays: z.array(day).default([]),
  })
  .default({ region: 'england-and-wales', extraHolidays: [], extraWorkingDays: [] });

const needs = z.enum(['both', 'test case', 'none'], {
  error: 'write "both", "test case" or "none"',
});

const ldso = z.strictObject({
  id,
  name: z.string().min(1),
  tenantId: z.string().min(1),
  teamId: z.string().min(1),
  channelId: z.string().min(1),
  calendar,
  mpanRefPattern: pattern,
  mpanRefs: z.array(z.string()).default([]),
  harnessRefs: z.record(z.string(), z.string()).default({}),
  /** The QT test analyst who is assigned to it; `personId` is an Entra object id, with which they are mentioned. */
  testAnalyst: z.strictObject({ name: z.string().min(1), personId: z.string().min(1).optional() }).optional(),
  azureDevOps,
});

const file = z.strictObject({
  programme: z.strictObject({
    name: z.string().min(1),
    timeZone: z.string().refine(isZone, 'write a time zone, e.g. "Europe/London"').default('Europe/London'),
    standUp: time.default('09:00'),
    washUp: time.default('17:00'),
    confirmMinutes: z.int().min(5).max(480).default(30),
    queryHours: z.number().min(0).max(80).default(2),
    /** The programme's document speaks of "a short lag" and gives no figure: this is a default to be set. */
    harnessLagMinutes: z.int().min(1).max(2400).default(30),
    /** How often, and how many hours of testing apart, the group of an open query is asked again: the programme names neither. */
    nudges: z
      .strictObject({
        most: z.int().min(0).max(20).default(3),
        everyHours: z.number().min(0.25).max(80).default(2),
      })
      .prefault({}),
    leakReminderMinutes: z.int().min(1).max(1440).default(15),
    lateWindowMinutes: z.int().min(1).max(720).default(120),
    testingHours: z.strictObject({ from: time, to: time }).default({ from: '09:00', to: '17:00' }),
    needs: z.record(z.string(), needs).default({ env_restored: 'none' }),
    evidence: z
      .strictObject({
        /** The programme's rule for naming is not known: this is a default to be set. */
        fileName: z
          .string()
          .refine(
            text => /\{name\}/.test(text),
            'write a name with {name} in it, e.g. "{testCase} {mpanRef} {date} {name}"',
          )
          .default('{testCase} {mpanRef} {date} {name}'),
        /** Words in the title or the suite of test cases that owe evidence of their first success only. */
        firstSuccessOnly: z.array(z.string().min(1)).default(['migration', 'FM_TS', 'RM_TS']),
      })
      .prefault({}),
    migration,
    /** Entra object ids of those who grant exceptions. */
    qtManagers: z.array(z.string().min(1)).default([]),
    /** The programme's own organisation: every defect is copied there, for triage. */
    masterOrganisation: z.strictObject(organisation).optional(),
  }),
  groups: z.partialRecord(z.enum(groups), z.strictObject({ tagId: z.string().optional() })).default({}),
  ldsos: z.array(ldso).min(1),
});

export type Participants = z.infer<typeof file>;
export type LdsoSettings = Participants['ldsos'][number];

/** The made-up programme that comes with the bot. */
export const shippedParticipants = fileURLToPath(new URL('../../participants.sample.json', import.meta.url));

/** @throws with one line a mistake: file, place, what to write */
export function readParticipants(path: string): Participants {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(
      `${path}: cannot be read (${codeOf(cause)}); set PARTICIPANTS_FILE to the programme's file`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`${path}: is not JSON; compare it with participants.sample.json`);
  }
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `${path}: ${placeOf(issue.path)}: ${issue.message}`);
    throw new Error(lines.join('\n'));
  }
  const twice =
    firstTwice(parsed.data.ldsos.map(each => each.id)) ??
    firstTwice(parsed.data.ldsos.map(each => each.channelId));
  if (twice !== undefined)
    throw new Error(`${path}: ldsos: "${twice}" stands twice; ids and channels are unique`);
  return parsed.data;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole file' : path.map(String).join('.');
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}

function firstTwice(texts: readonly string[]): string | undefined {
  return texts.find((text, place) => texts.indexOf(text) !== place);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
