import { expect, test } from 'vitest';
import { items } from './given-reading.ts';

test.each([
  'has anyone passed 40662?',
  'did 40662 EEN-MPAN-0007 pass?',
  'will trigger 40662 with EEN-MPAN-0007 at 10:30',
  '40662 EEN-MPAN-0007 hasn’t passed yet'.replace('’', "'"),
  'passed 40662 EEN-MPAN-0007 on to Nadia',
  '40662 EEN-MPAN-0007 has been passed to the DBA',
  'we failed over to the other site at 11:07',
  'Once 40662 passed for EEN-MPAN-0007 I will do 40663',
  'I think 40662 should be passed by now EEN-MPAN-0007',
  'Bug 41877 created and linked to the run',
  'Raised Bug 41890 (S1/P1) as parent',
  'Defect 41877 can be closed, retest ok',
  '/constructor 40662 EEN-MPAN-0007',
  'evidence for 40662 EEN-MPAN-0007 uploaded',
  'all passed, nice',
  'passed!',
  'UIT is back since 10:36',
  // asked
  'anyone else triggered 40662 today',
  '40662 EEN-MPAN-0007 passed, right?',
  'how do I raise a defect for 40662 EEN-MPAN-0007',
  'is UIT down for anyone else?',
  // planned, wished, conditional
  'need 40662 triggered for EEN-MPAN-0007',
  "I'd expect 40662 EEN-MPAN-0007 passed by three",
  '40662 EEN-MPAN-0007 would have passed if the DIP was up',
  'assuming 40662 passed with EEN-MPAN-0007 we can close',
  'If all goes well, 40662 EEN-MPAN-0007 passed by noon',
  '40662 is to be considered passed only once PUB-006 has come for EEN-MPAN-0007',
  'please set 40662 to passed, EEN-MPAN-0007',
  'UIT will be down 17:00 to 18:00 for the release',
  // denied
  '40662 has neither passed nor failed, EEN-MPAN-0007',
  '40662 isnae passed yet, EEN-MPAN-0007',
  "40662 EEN-MPAN-0007 didn't fail, just slow",
  'UIT is slow today, not down though',
  'no defects on 40662 EEN-MPAN-0007 so far',
  // retold, or only how one says it
  'Sam said 40662 EEN-MPAN-0007 passed',
  'ADO shows 40662 EEN-MPAN-0007 as failed',
  'you just write "passed 40662 EEN-MPAN-0007" and it picks it up',
  'e.g. /passed 40662 EEN-MPAN-0007',
  'To report a pass type: /passed <test case> <mpan ref>',
  '> 40662 EEN-MPAN-0007 failed\nlooking at it',
  // of something else than the test
  'Step 3 of 40662 passed, EEN-MPAN-0007',
  '40662 passed step 3, EEN-MPAN-0007, carrying on',
  'time passed, 40662 EEN-MPAN-0007 still nothing',
  'passed the baton on 40662 EEN-MPAN-0007 to night shift',
  'trigger time for 40662 EEN-MPAN-0007 is 11:30',
  'UIT was down yesterday so 40662 EEN-MPAN-0007 slipped',
  'Status: Paused\nTC: 40662\nRef: EEN-MPAN-0007',
])('talk is left alone: %s', text => {
  expect(items(text)).toBe('chatter');
});
