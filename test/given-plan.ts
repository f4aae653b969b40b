// A schedule that stands in EEN's channel before the tests of a day begin.
import type { Bot } from './given-bot.ts';
import { workbookOf } from './sheets/given.ts';
import { press } from './told.ts';

/** @param rows of the test case's name, the day of November, the MPAN reference and who is named */
export async function importPlan(
  bot: Bot,
  person: string,
  rows: readonly (readonly [string | undefined, number, string, string])[],
): Promise<void> {
  const said = await bot.confide(person, 'the final plan', [
    {
      name: 'plan.xlsx',
      bytes: workbookOf({
        name: 'Plan',
        rows: [
          ['Test case', 'Date', 'MPAN ref', 'Tester'],
          ...rows.map(([name = '', day, ref, who]) => [name, { day: `2026-11-${day}` }, ref, who]),
        ],
      }),
    },
  ]);
  await press(bot, { person, said, title: 'Import as final' });
}
