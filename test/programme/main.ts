// Plays a simulated fortnight and says whether each number on the cards is what the event log says. Run: npm run programme
import { parseArgs } from 'node:util';
import { playProgramme } from './play.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '10' },
    ldsos: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
});
const plan = { days: Number(values.days), ldsos: Number(values.ldsos), seed: Number(values.seed) };
const { messages, events, compared, differences, mostBytes } = await playProgramme(plan);
const wrong = (number: string) => differences.filter(each => each.number === number).length;
const lines = [
  `${plan.days} days, ${plan.ldsos} LDSOs, seed ${plan.seed}: ${messages} messages, ${events} events, largest card ${mostBytes} bytes`,
  ...[...compared].map(
    ([number, count]) =>
      `${number.padEnd(22)} ${String(count).padStart(4)} compared ${String(wrong(number)).padStart(4)} wrong`,
  ),
  ...differences.map(
    ({ card, number, wanted, found }) => `${card}: ${number}: the log says "${wanted}", the card "${found}"`,
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
if (differences.length > 0) process.exitCode = 1;
