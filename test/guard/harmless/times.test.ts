import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/guard/inspect.ts';
import { checkDigitFits } from '../../../src/guard/mpan-core.ts';
import { digitsOf, mpanOf } from '../given.ts';

const SEED = 20_260_312;
const DAY = 86_400_000;
/** Prefix 17 in the first, prefix 18 in the second. */
const clocks = [Date.UTC(2026, 2, 12, 12), Date.UTC(2027, 10, 1)];

const momentsOf = (now: number, count: number, step: number) =>
  fc
    .tuple(
      fc.integer({ min: now - 90 * DAY - count * step, max: now - count * step }),
      fc.array(fc.integer({ min: 1, max: step }), { minLength: count, maxLength: count }),
    )
    .map(([start, steps]) => {
      let at = start;
      return steps.map(more => {
        at += more;
        return at;
      });
    });

const share = (texts: readonly string[], now: number, mode: 'chat' | 'file', not: 'pass' | 'reject') => {
  const decisions = texts.map(text => inspect(text, { mode, now: new Date(now) }).decision);
  return (
    decisions.filter(each => (not === 'pass' ? each !== 'pass' : each === 'reject')).length / texts.length
  );
};

const logs: readonly [name: string, line: (at: number, i: number) => string, step: number][] = [
  ['keyed records minutes apart', at => `{"ts":${at},"msg":"ok"}`, 60_000],
  ['keyed records days apart', (at, i) => `{"id":${i},"createdAt":${at}}`, DAY],
  ['lines that begin with the time', at => `${at} INFO poll done`, 5_000],
  ['times in brackets', at => `[${at}] regs poll`, 5_000],
  ['a column without a heading', (at, i) => `${i},${at},ok`, 60_000],
  ['XML', at => `<event><createdTime>${at}</createdTime></event>`, 60_000],
  ['points of a chart', (at, i) => `[${at},${i}.125],`, 30 * 60_000],
];

describe.each(clocks)('with the clock at %i', now => {
  test.each(logs)('of files with %s, none is refused', (_, line, step) => {
    const texts = fc
      .sample(momentsOf(now, 30, step), { numRuns: 150, seed: SEED })
      .map(all => all.map(line).join('\n'));
    expect(share(texts, now, 'file', 'reject')).toBe(0);
  });

  test('a file that tells one or two times under a time key passes', () => {
    const one = fc.sample(momentsOf(now, 2, DAY), { numRuns: 400, seed: SEED });
    expect(
      share(
        one.map(([at]) => `{"createdAt":${at}}`),
        now,
        'file',
        'pass',
      ),
    ).toBe(0);
    expect(
      share(
        one.map(([at]) => `<sent><timestamp>${at}</timestamp></sent>`),
        now,
        'file',
        'pass',
      ),
    ).toBe(0);
    expect(
      share(
        one.map(([from, to]) => `{"startedAt":${from},"endedAt":${to}}`),
        now,
        'file',
        'pass',
      ),
    ).toBe(0);
    expect(
      share(
        one.map(([at]) => `event_time,n\n${at},4`),
        now,
        'file',
        'pass',
      ),
    ).toBe(0);
  });

  test('a file that tells one time many times passes', () => {
    const one = fc.sample(momentsOf(now, 1, DAY), { numRuns: 400, seed: SEED });
    const all = one.map(([at]) =>
      Array.from({ length: 9 }, (_, i) => `{"id":${i},"createdAt":${at}}`).join('\n'),
    );
    expect(share(all, now, 'file', 'pass')).toBe(0);
  });

  test('in chat, one time in ten under a time key is refused, and the others pass', () => {
    const some = fc
      .sample(momentsOf(now, 1, DAY), { numRuns: 1000, seed: SEED })
      .map(([at]) => `"timestamp": ${at}`);
    expect(share(some, now, 'chat', 'pass')).toBeLessThan(0.13);
    expect(share(some, now, 'chat', 'pass')).toBeGreaterThan(0.07);
  });

  test('a bare time is never let through unasked', () => {
    const some = fc
      .sample(momentsOf(now, 1, DAY), { numRuns: 300, seed: SEED })
      .map(([at]) => `it failed with ${at}`);
    expect(share(some, now, 'chat', 'pass')).toBe(1);
  });

  test('links to messages in Teams pass, whatever their check digit', () => {
    const some = fc.sample(momentsOf(now, 1, DAY), { numRuns: 300, seed: SEED });
    const link = (at = 0) =>
      `https://teams.microsoft.com/l/message/19:0123456789abcdef@thread.tacv2/${at}?tenantId=1&parentMessageId=${at}&createdTime=${at}`;
    expect(
      share(
        some.map(([at]) => link(at)),
        now,
        'chat',
        'pass',
      ),
    ).toBe(0);
    expect(
      share(
        some.map(([at]) => `<attachment id="${at}"></attachment><p>ok</p>`),
        now,
        'chat',
        'pass',
      ),
    ).toBe(0);
    expect(
      share(
        some.map(([at]) => link(at).replace('microsoft.com', 'example.org')),
        now,
        'chat',
        'pass',
      ),
    ).toBe(1);
  });
});

describe('lists of MPANs whose first digits are those of times', () => {
  const listOf = (distributor: number) =>
    fc
      .array(digitsOf(10), { minLength: 2, maxLength: 40 })
      .map(bodies => bodies.map(body => mpanOf(distributor, body)));
  const forms: readonly ((all: readonly string[]) => string)[] = [
    all => all.join('\n'),
    all => [...all].sort().join('\n'),
    all => `mpan,status\n${all.map(each => `${each},A`).join('\n')}`,
    all => all.map((each, i) => `${i + 1},${each},A`).join('\n'),
    all => JSON.stringify({ supplies: all }),
    all => all.map(each => `<supply>${each}</supply>`).join('\n'),
    all => all.map(each => `{"timestamp":${each}}`).join('\n'),
    all => `1764000000123 INFO start\n1764000060456 INFO go\n1764000120789 INFO end\n${all.join('\n')}`,
  ];

  test.each([17, 18])('distributor %i: every file is refused', distributor => {
    fc.assert(
      fc.property(
        listOf(distributor),
        fc.constantFrom(...forms),
        fc.constantFrom(...clocks),
        (all, form, now) => {
          expect(inspect(form(all), { mode: 'file', now: new Date(now) }).decision).toBe('reject');
        },
      ),
      { numRuns: 400 },
    );
  });

  test('one that stands as the first thing of the lines, in order as issued', () => {
    const start = fc.nat(999_000);
    fc.assert(
      fc.property(start, fc.constantFrom(17, 18), (first, distributor) => {
        const all = Array.from({ length: 12 }, (_, i) =>
          mpanOf(distributor, String(4_000_000_000 + first + i)),
        );
        const found = inspect(all.map(each => `${each} ok`).join('\n'), {
          mode: 'file',
          now: new Date(clocks[1] ?? 0),
        });
        expect(found.findings.length).toBe(12);
      }),
      { numRuns: 60 },
    );
  });

  test('one among times under one key stands out of their order', () => {
    const now = clocks[0] ?? 0;
    fc.assert(
      fc.property(
        momentsOf(now, 12, 60_000),
        digitsOf(10),
        fc.integer({ min: 2, max: 9 }),
        (all, body, at) => {
          const hidden = mpanOf(17, body);
          const times = all.filter(each => !checkDigitFits(String(each))).map(String);
          fc.pre(Math.abs(Number(hidden) - (all[0] ?? 0)) > DAY && times.length > at);
          times.splice(at, 0, hidden);
          const text = times.map(each => `{"ts":${each},"m":1}`).join('\n');
          expect(inspect(text, { mode: 'file', now: new Date(now) }).decision).toBe('reject');
        },
      ),
      { numRuns: 300 },
    );
  });
});
