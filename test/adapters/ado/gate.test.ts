import { beforeEach, describe, expect, it } from 'vitest';
import { costOfRead, costOfWrite, type Gate, gateTo } from '../../../src/adapters/ado/gate.ts';
import { WorldFault } from '../../../src/ports/world-fault.ts';

const time = { now: 0 };
const slept: number[] = [];
let gate: Gate;
beforeEach(() => {
  time.now = Date.parse('2026-11-24T10:00:00Z');
  slept.length = 0;
  gate = gateTo('eastmere', {
    clock: { now: () => new Date(time.now) },
    sleep: async ms => {
      slept.push(ms);
      time.now += ms;
    },
  });
});

const later = (seconds: number) => {
  time.now += seconds * 1000;
};
const fault = (status?: number, permanent = false) =>
  new WorldFault({
    operation: 'write',
    target: 'eastmere',
    permanent,
    ...(status === undefined ? {} : { status }),
  });

/** @returns what one request comes to: `sent`, or after how many seconds it may be asked again */
async function ask(answer: unknown = {}, cost = costOfWrite): Promise<'sent' | number> {
  try {
    await gate.enter(cost);
  } catch (held) {
    if (held instanceof WorldFault) return (held.retryAfterMs ?? 0) / 1000;
    throw held;
  }
  gate.heard(answer);
  return 'sent';
}

async function times(count: number, answer?: unknown): Promise<readonly ('sent' | number)[]> {
  const came: ('sent' | number)[] = [];
  for (let each = 0; each < count; each += 1) came.push(await ask(answer));
  return came;
}

const sentOf = (came: readonly ('sent' | number)[]) => came.filter(each => each === 'sent').length;

describe('the pace', () => {
  it('is what five minutes allow, with a part left to others of the same account', async () => {
    expect(sentOf(await times(300))).toBe(180);
    expect(gate.state()).toBe('held back');
    later(299);
    expect(await ask()).toBe('sent');
    expect(slept).toEqual([1000]);
  });

  it('is the same in every window of five minutes, however the requests come', async () => {
    let sent: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      for (let each = 0; each < 60; each += 1) if ((await ask()) === 'sent') sent.push(time.now);
      sent = sent.filter(at => at > time.now - 5 * 60_000);
      expect(sent.length).toBeLessThanOrEqual(180);
      later(60);
    }
  });

  it('counts reading for half of writing', async () => {
    const came: ('sent' | number)[] = [];
    for (let each = 0; each < 400; each += 1) came.push(await ask({}, costOfRead));
    expect(sentOf(came)).toBe(360);
  });

  it('follows what the service says is left', async () => {
    await ask({ rateLimit: { limit: 200, remaining: 30 } });
    expect(sentOf(await times(50))).toBe(10);
  });

  it.each([
    ['an answer of 200', [{ id: 1 }], { rateLimit: { retryAfter: 20 } }],
    [
      'a refusal',
      new WorldFault({ operation: 'write', target: 'eastmere', status: 429, retryAfterMs: 20_000 }),
      {},
    ],
  ])('is slower when %s asks for it', async (_, answer, more) => {
    expect(await ask(Object.assign(answer, more))).toBe('sent');
    expect(await ask()).toBe(20);
    expect(() => gate.checkQuiet()).toThrow(/go slower/);
    later(20);
    expect(await ask()).toBe('sent');
  });

  it('waits a short time itself, so that a piece of work is not begun again for it', async () => {
    await ask({ rateLimit: { retryAfter: 3 } });
    expect(await ask()).toBe('sent');
    expect(slept).toEqual([3000]);
  });
});

describe('an organisation that does not answer', () => {
  it('is not asked for a while after a few tries, then by one request, and ever more seldom', async () => {
    expect(await times(10, fault())).toEqual(['sent', 'sent', 'sent', 'sent', 15, 15, 15, 15, 15, 15]);
    expect(gate.state()).toBe('shut');
    later(15);
    expect(await times(3, fault(503))).toEqual(['sent', 30, 30]);
    later(30);
    expect(await times(3, fault(500))).toEqual(['sent', 60, 60]);
    for (const seconds of [60, 120, 240, 300, 300]) {
      later(seconds);
      expect((await times(2, fault()))[0]).toBe('sent');
    }
    expect(await ask()).toBe(300);
  });

  it('is asked as usual once a request is answered', async () => {
    await times(4, fault());
    later(15);
    expect(await times(3)).toEqual(['sent', 'sent', 'sent']);
    expect(gate.state()).toBe('open');
  });

  it('is tried by one request only, while the others wait for what comes of it', async () => {
    await times(4, fault());
    later(15);
    await gate.enter(costOfWrite);
    expect(await ask()).toBe(1);
    gate.heard({});
    expect(await ask()).toBe('sent');
  });

  it.each([
    ['a refusal', fault(400, true)],
    ['an unknown id, which is answered with 500', fault(500, true)],
    ['being asked to wait', fault(429)],
  ])('is not told by %s', async (_, answer) => {
    expect(sentOf(await times(10, answer))).toBe(10);
    expect(gate.state()).toBe('open');
  });

  it('is not told by failures between answers', async () => {
    for (let each = 0; each < 10; each += 1) {
      await times(3, fault());
      expect(await ask()).toBe('sent');
    }
  });
});
