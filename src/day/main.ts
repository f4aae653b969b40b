// `npm run day`: plays a day and prints it, as a story or as JSON Lines.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { wordsOf } from '../ports/world-fault.ts';
import { play } from './play.ts';
import { readRows } from './rows.ts';
import { story } from './story.ts';
import { summaryOf } from './summary.ts';

const shippedDay = fileURLToPath(new URL('./day.jsonl', import.meta.url));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      participants: { type: 'string' },
      'sandbox-seed': { type: 'string' },
    },
  });
  const played = await play({
    rows: readRows(positionals[0] ?? shippedDay),
    ...(values.participants === undefined ? {} : { participants: values.participants }),
    ...(values['sandbox-seed'] === undefined ? {} : { sandboxSeed: values['sandbox-seed'] }),
    log: pino({ level: 'warn' }, pino.destination(2)),
  });
  try {
    const lines = values.json
      ? [
          ...played.answered.map(({ row, outcome }) => JSON.stringify({ id: row.id, ...outcome })),
          JSON.stringify({ summary: await summaryOf(played) }),
        ]
      : await story(played);
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await played.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exitCode = 1;
});
