// What people ask of the test harness, and which messages of the DIP they want replayed, on one day of a made-up programme.
import type { Random, ToRun, Unplaced } from './traffic.ts';

export type Add = (act: Unplaced, by?: number) => void;

const wanted = ['', '', ' step 4', ' at 14:00', ' step 2 at 4pm', ' at 10:00 tomorrow'];
const messages = ['PUB-036', 'PUB-036', 'IF-031', ''];
/** Some of these days are too long ago. */
const sentOn = ['today', 'yesterday', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function harnessActs(random: Random, add: Add) {
  const isNow = (chance: number) => random() < chance;
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const post = (text: string) => add({ do: 'post', text });
  const thinkAgain = (other: string) => {
    if (isNow(0.08)) add({ do: 'delete', back: 0 });
    if (isNow(0.05)) add({ do: 'restore', back: 0 });
    if (isNow(0.08)) add({ do: 'edit', back: 0, text: other });
    if (isNow(0.05)) add({ do: 'again', back: 0 });
  };
  return {
    /** At the end of the day, of what was to be run, oldest first: some of it waits over night. */
    leave(tests: readonly ToRun[]): void {
      for (const test of tests.slice(0, 4)) {
        const named = nameOf(test);
        if (isNow(0.3)) post(`/replay-request ${named} PUB-036 sent ${one(['today', 'yesterday'])}`);
        if (isNow(0.3)) post(`/trigger-request ${named}${one(wanted)}`);
      }
    },
    /** Before somebody says that the test was triggered, or does not. */
    ask(test: ToRun): void {
      const named = nameOf(test);
      if (!isNow(0.4)) return;
      post(`/trigger-request ${named}${one(wanted)}`);
      thinkAgain(`/trigger-request ${named} step 5`);
      if (isNow(0.2)) post(`/trigger-request ${named}${one(wanted)}`);
      if (isNow(0.1)) post(`/trigger-request ${named} cancel`);
      if (isNow(0.05)) post(`/withdraw ${named}`);
      if (isNow(0.1)) post('/queue');
    },
    /** While it runs. */
    goOn(test: ToRun): void {
      const named = nameOf(test);
      if (isNow(0.4)) post(`/received ${named}`);
      if (isNow(0.1)) post(`/trigger-request ${named} step 6`);
      if (!isNow(0.35)) return;
      post(`/replay-request ${named} ${one(messages)} sent ${one(sentOn)}`);
      thinkAgain(`/replay-request ${named} PUB-037 sent yesterday`);
      if (isNow(0.2)) post(`/replay-request ${named} ${one(messages)} sent ${one(sentOn)}`);
      if (isNow(0.5)) post(`/replay-agreed ${named} ${one(messages)}`);
      if (isNow(0.4)) post(`/replayed ${named}`);
      if (isNow(0.1)) post(`/replay-request ${named} ${one(messages)} not needed`);
      if (isNow(0.3)) post(`/received ${named}`);
    },
  };
}

function nameOf({ testCaseId, mpanRef }: ToRun): string {
  return `${testCaseId} ${mpanRef}`;
}
