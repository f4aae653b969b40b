import { describe, expect, test } from 'vitest';
import { at, chatter, daybook, item, key, notification, said } from './given.ts';

const types = (events: readonly { readonly type: string }[]) => events.map(event => event.type);
const wants = (intents: readonly { readonly is: string }[]) => intents.map(intent => intent.is);

describe('a notification', () => {
  test('with both references is noted, shown, mirrored and answered once', () => {
    const decision = daybook().say(said(notification('triggered')));
    expect(types(decision.events)).toEqual(['entry-noted']);
    expect(wants(decision.intents)).toEqual(['show-test', 'mirror-test', 'say-noted']);
    expect(decision.outcome).toMatchObject({ decision: 'accept', kind: 'triggered', tcRefs: ['40662'] });
  });

  test('of several tests is one entry for each, and one answer', () => {
    const items = [item('40663', 'EEN-MPAN-0013'), item('40720', 'EEN-MPAN-0014')];
    const decision = daybook().say(said(notification('triggered', { items })));
    expect(types(decision.events)).toEqual(['entry-noted', 'entry-noted']);
    expect(wants(decision.intents).filter(is => is === 'say-noted')).toHaveLength(1);
  });

  test('with something missing is refused with what is missing, and nothing is noted', () => {
    const reading = notification('passed', {
      items: [],
      problems: [{ reason: 'missing_mpan_ref' }],
      mpanRefs: [],
    });
    const decision = daybook().say(said(reading));
    expect(decision.events).toEqual([]);
    expect(decision.intents).toMatchObject([
      { is: 'say-refused', problems: [{ reason: 'missing_mpan_ref' }] },
    ]);
    expect(decision.outcome).toMatchObject({
      decision: 'reject',
      kind: 'passed',
      rejectReasons: ['missing_mpan_ref'],
    });
  });

  test.each([
    ['data_query', [], ['DataTeam']],
    ['defect_raised', [], ['DefectTeam']],
    ['blocking_defect', ['DefectTeam', 'QualificationTeam'], ['DefectTeam', 'QualificationTeam']],
    ['failed', ['NFTTeam'], ['NFTTeam']],
    ['passed', [], []],
  ] as const)('of kind %s that names %j calls %j', (kind, named, called) => {
    const decision = daybook().say(said(notification(kind, { routeTo: [...named] })));
    const call = decision.intents.find(intent => intent.is === 'call-groups');
    expect(call?.groups ?? []).toEqual(called);
    expect(decision.outcome.routeTo).toEqual(called);
  });

  test('of a defect goes to Azure DevOps as a defect, before its test', () => {
    const { intents } = daybook().say(said(notification('defect_raised')));
    expect(wants(intents).filter(is => is.startsWith('mirror'))).toEqual(['mirror-defect', 'mirror-test']);
  });

  test('outside the testing hours is noted with a warning', () => {
    const { outcome } = daybook().say(said(notification('passed'), { outsideHours: true }));
    expect(outcome).toMatchObject({ decision: 'accept', warnings: ['outside_test_hours'] });
  });
});

describe('a trigger', () => {
  test('said twice by two people is a duplicate and starts nothing', () => {
    const book = daybook();
    book.say(said(notification('triggered'), { id: '1' }));
    const { outcome } = book.say(said(notification('triggered'), { id: '2', time: '10:01' }));
    expect(outcome).toMatchObject({ decision: 'accept', warnings: ['duplicate_trigger'] });
    expect(book.progress()?.attempts).toHaveLength(1);
  });

  test('is a duplicate by what is said of that test, whatever else the message says', () => {
    const book = daybook();
    const [running, other] = [item(), item('40663', 'EEN-MPAN-0013')];
    book.say(said(notification('triggered', { items: [running, other] }), { id: '1' }));
    const again = { ...other, kind: 'triggered' as const };
    const mixed = notification('passed', { items: [{ ...running, kind: 'passed' as const }, again] });
    const { events } = book.say(said(mixed, { id: '2', time: '10:01' }));
    expect(events.flatMap(event => (event.type === 'entry-noted' ? [event.entry.warnings] : []))).toEqual([
      [],
      ['duplicate_trigger'],
    ]);
  });

  test('after a result opens the next attempt', () => {
    const book = daybook();
    book.say(said(notification('triggered'), { id: '1', time: '10:00' }));
    book.say(said(notification('failed'), { id: '2', time: '10:10' }));
    const { outcome } = book.say(said(notification('triggered'), { id: '3', time: '11:00' }));
    expect(outcome.warnings).toEqual([]);
    expect(book.progress()?.attempts).toMatchObject([
      { number: 1, status: 'failed' },
      { number: 2, status: 'triggered' },
    ]);
  });
});

describe('a result', () => {
  test('without a trigger stands, and says that nobody triggered', () => {
    const book = daybook();
    book.say(said(notification('failed', { step: 6 })));
    expect(book.progress()?.attempts).toMatchObject([{ status: 'failed', step: 6, wasTriggered: false }]);
  });

  test('other than the one before stands beside it: a failed run stays on record', () => {
    const book = daybook();
    book.say(said(notification('failed'), { id: '1' }));
    book.say(said(notification('passed'), { id: '2', time: '11:00' }));
    expect(book.progress()?.attempts.map(attempt => attempt.status)).toEqual(['failed', 'passed']);
  });

  test('that takes the earlier word back replaces it', () => {
    const book = daybook();
    book.say(said(notification('triggered'), { id: '1' }));
    book.say(said(notification('failed', { step: 3 }), { id: '2', time: '10:40' }));
    book.say(said(notification('passed', { how: 'correction' }), { id: '3', time: '10:52' }));
    expect(book.progress()?.attempts).toMatchObject([{ number: 1, status: 'passed' }]);
    expect(book.progress()?.attempts[0]).not.toHaveProperty('step');
  });

  test('said again is no second run, unless it is a retest', () => {
    const book = daybook();
    book.say(said(notification('failed'), { id: '1' }));
    book.say(said(notification('failed'), { id: '2', time: '11:00' }));
    expect(book.progress()?.attempts).toHaveLength(1);
    book.say(said(notification('failed', { how: 'retest' }), { id: '3', time: '12:00' }));
    expect(book.progress()?.attempts).toHaveLength(2);
  });

  test('counts by when it was posted, in whatever order it arrives', () => {
    const book = daybook();
    book.say(said(notification('passed'), { id: '2', time: '10:30' }));
    book.say(said(notification('triggered'), { id: '1', time: '10:00' }));
    expect(book.progress()?.attempts).toMatchObject([
      { number: 1, status: 'passed', startedAt: at('10:00') },
    ]);
  });
});

describe('an edit', () => {
  test('that mends a refused notification is noted at the time of the edit', () => {
    const book = daybook();
    book.say(said(notification('passed', { problems: [{ reason: 'missing_mpan_ref' }], items: [] })));
    book.say(said(notification('passed'), { time: '10:05' }));
    expect(book.entries()).toMatchObject([{ kind: 'passed', at: at('10:05') }]);
  });

  test('of a noted one corrects the entry and keeps its place in the day', () => {
    const book = daybook();
    book.say(said(notification('failed'), { id: '1', time: '10:00' }));
    book.say(said(notification('triggered'), { id: '2', time: '11:00' }));
    book.say(said(notification('passed'), { id: '1', time: '12:00' }));
    expect(book.progress()?.attempts.map(attempt => attempt.status)).toEqual(['passed', 'triggered']);
  });

  test('to another test takes the entry away from the first, and tells both', () => {
    const book = daybook();
    book.say(said(notification('passed')));
    const { intents } = book.say(said(notification('passed', { items: [item('40663')] }), { time: '10:05' }));
    expect(book.progress()).toBeUndefined();
    expect(book.progress(key('40663'))?.attempts).toMatchObject([{ status: 'passed' }]);
    const shown = intents.flatMap(intent => (intent.is === 'show-test' ? [intent.test.testCaseId] : []));
    expect(shown).toEqual(['40662', '40663']);
  });

  test('into talk withdraws the entry', () => {
    const book = daybook();
    book.say(said(notification('passed')));
    const decision = book.say(said(chatter, { time: '10:05' }));
    expect(decision.events).toMatchObject([{ type: 'entry-withdrawn', why: 'corrected' }]);
    expect(book.progress()).toBeUndefined();
  });

  test('that is refused leaves the entry as it stood', () => {
    const book = daybook();
    book.say(said(notification('passed')));
    book.say(said(notification('passed', { problems: [{ reason: 'unknown_tc' }] }), { time: '10:05' }));
    expect(book.progress()?.attempts).toMatchObject([{ status: 'passed' }]);
  });
});

describe('a deleted message', () => {
  test('takes its entries with it, and an undelete brings them back', () => {
    const book = daybook();
    book.say(said(notification('passed')));
    const gone = book.delete(said(chatter, { time: '10:10' }));
    expect(gone.outcome).toMatchObject({
      decision: 'accept',
      kind: 'withdrawn',
      mpanRefs: ['EEN-MPAN-0007'],
    });
    expect(wants(gone.intents)).toEqual(['show-test', 'mirror-test', 'say-mended']);
    expect(book.progress()).toBeUndefined();
    book.restore(said(chatter, { time: '10:11' }));
    expect(book.progress()?.attempts).toMatchObject([{ status: 'passed' }]);
  });

  test('that said nothing changes nothing', () => {
    expect(daybook().delete(said(chatter))).toMatchObject({
      events: [],
      // It may have been refused: then that answer goes.
      intents: [{ is: 'say-mended', how: 'deleted' }],
      outcome: { decision: 'ignore' },
    });
  });
});

describe('a withdrawal', () => {
  test('takes back the newest entry of the test, whoever posted it', () => {
    const book = daybook();
    book.say(said(notification('triggered'), { id: '1' }));
    book.say(said(notification('failed'), { id: '2', time: '10:10' }));
    const { outcome } = book.say(said(notification('withdrawn'), { id: '3', time: '10:20' }));
    expect(outcome).toMatchObject({ decision: 'accept', kind: 'withdrawn' });
    expect(book.progress()?.attempts).toMatchObject([{ status: 'triggered' }]);
  });
});

describe('personal data', () => {
  const leaking = (reading = notification('passed'), time = '10:00') =>
    said(reading, { personalData: ['raw_mpan'], time });

  test('makes a refusal of everything else the message says, and opens a case', () => {
    const book = daybook();
    const decision = book.say(leaking());
    expect(types(decision.events)).toEqual(['leak-opened']);
    expect(decision.intents).toMatchObject([{ is: 'say-refused', useInstead: 'EEN-MPAN-0007' }]);
    expect(decision.outcome).toMatchObject({ decision: 'reject', rejectReasons: ['raw_mpan'] });
    expect(book.entries()).toEqual([]);
  });

  test('in talk is refused too', () => {
    expect(daybook().say(leaking(chatter)).outcome).toMatchObject({ decision: 'reject', kind: null });
  });

  test('opens one case a message, which an edit or a deletion closes', () => {
    const book = daybook();
    book.say(leaking());
    expect(book.say(leaking(chatter, '10:01')).events).toEqual([]);
    const mended = book.say(said(notification('passed'), { time: '10:02', came: 'edited' }));
    expect(types(mended.events)).toEqual(['leak-closed', 'entry-noted']);
    expect(wants(mended.intents)).toContain('call-about-leak');
    book.say(leaking(chatter, '10:03'));
    expect(types(book.delete(said(chatter, { time: '10:04' })).events)).toEqual([
      'leak-closed',
      'entry-withdrawn',
    ]);
  });

  test('that is edited into talk is answered no longer with a refusal', () => {
    const book = daybook();
    book.say(leaking());
    const mended = book.say(said(chatter, { time: '10:02', came: 'edited' }));
    expect(mended.intents).toMatchObject([{ is: 'call-about-leak' }, { is: 'say-mended', how: 'edited' }]);
  });

  test('typed into a card opens no case: nothing of it stands in the channel', () => {
    const decision = daybook().say({ ...leaking(), came: 'pressed' });
    expect(decision).toMatchObject({ events: [], outcome: { decision: 'reject' } });
  });

  test('that the guard is not sure of opens no case: the message is held until its author answers', () => {
    expect(daybook().say({ ...leaking(), doubtful: true }).events).toMatchObject([
      { type: 'message-held', kinds: ['raw_mpan'], by: { id: 'asha' } },
    ]);
  });
});

test('talk gets no answer', () => {
  expect(daybook().say(said(chatter))).toMatchObject({
    events: [],
    intents: [],
    outcome: { decision: 'ignore' },
  });
});
