// The texts on which the guard's speed is measured: what a channel and the files of a test day look like.

export type Sample = {
  readonly mode: 'chat' | 'file';
  /** What is scanned at a time: a message, a file. */
  readonly pieces: readonly string[];
};

/** A third or so has no reference; some are of people who greet as at home. */
const HARMLESS = [
  'Morning all, back at my desk after the fire drill',
  '40662 passed EEN-MPAN-0007, evidence is up',
  '/triggered 40662 EEN-MPAN-0007',
  'Bore da bawb, pawb yn iawn? I will start on the registrations after ten',
  'TC 40715 failed at step 6, got a 409 back from the DIP. Screenshot in the folder, defect to follow',
  'is anybody else seeing timeouts on the portal?',
  'Blocked: SITFTS-0240 TC 03, waiting on PUB-036 for KES_MPAN_08. @DataTeam can you have a look please',
  'thanks!',
  'Dzień dobry, I have swapped with Ola today so ping me instead',
  'Defect 41877 raised, S2 P2, contract reads 2026-03-02 instead of 2026-03-03. Step 4 of 9, seen twice',
  'Query: does CVD-MPAN-012 have a related import? The data sheet says yes, the portal says no',
  'yes',
  'Can someone from the data team reset the status of the three sites we used on Thursday afternoon?',
  'Downtime from 12:30 to 13:00, certificate renewal on our side, no tests will run',
  '👍 retest done',
  'Namaste team, good progress yesterday: 14 passed, 2 failed and 1 is blocked by the environment',
  'FM_TS_1_TC_1_2_3_4_5_6_7 step 4 - PUB-036 received 09:17:31',
  'Stand-up moved to 9:15 tomorrow because of the all-hands, same link',
  'Passed, see https://dev.azure.com/een/LDSO%20QT/_workitems/edit/40662 for the run',
  'Actions from the call:\n1. certificates renewed\n2. KES_MPAN_09 needs a CSS2860 before 40715 can run\n3. nothing else',
  'R8.4.1 goes to UIT on Tuesday between 10:00 and 11:30, please finish what you can before that',
  'Has anyone got the schedule for cohort 3? The one in the channel is from January',
  'Restored at 12:52, all green again',
  'c’est bon pour moi, merci Nadia',
  'We think it hits everyone: no secondary notifications since the patch. Sev1, triage at 2pm, dial in if you can',
  'RM_TS_1_TC_1_2 triggered EEN-MPAN-0016, IF-031 sent, waiting for the two responses',
  'transaction T-IF-036-2295000001-REGS-20260121-568DECEC, correlation CI-20260121-7781',
  'the supplier agent says the meter technical details were sent on Friday but I cannot see them in the inbox',
  'lunch, back at 1',
  'Withdraw my last message please, wrong test case. It should have been 40717 with LPN-MPAN-0003',
  'Great work everybody, that is the whole of the migration set through on the first attempt. Retests tomorrow, then we start with the change of segment scenarios and the two negative tests that we parked',
  'Evidence for 40662, 40663 and 40664 is uploaded, 3 files each, please check that you can open them',
  'not sure, ask Gaz when he is back from the dentist',
  'Wash-up at 16:30: 11 run, 8 passed, 2 failed (41877, 41879), 1 blocked',
  'MPAN EEN-MPAN-0021 is not in the sheet, which reference do I take for the export site?',
  'on it',
  'Could we have the harness restarted? Queue length is 10000 and nothing has moved since 10:12:09',
  'Dobrý deň, first day here, which channel is for the environment team?',
  'Re-run of SITNFT-T2-050 TC 01 completed, 9998 of 10000 in 5 minutes, two timeouts',
  'The DIP id in the header is 2595000001 but the participant is registered as 2595000010, is that on purpose?',
];

/** As in a channel of a test day: one message in a hundred is refused. */
const MESSAGES = [
  ...HARMLESS,
  ...HARMLESS,
  'It says MPAN 20 0000 0000 015, is that the one?',
  ...HARMLESS,
  ...HARMLESS,
  'customer lives at 27 Sample Street, so the address cannot be right',
  ...HARMLESS,
];

const two = (n: number) => String(n % 100).padStart(2, '0');
const four = (n: number) => String(n % 10_000).padStart(4, '0');
const hex = (n: number) =>
  Math.imul(n + 1, 2_654_435_761)
    .toString(16)
    .replace('-', '')
    .padStart(8, '0')
    .slice(0, 8);

/** One text of many lines; made anew, so that it is one flat string as a file's text is. */
function lines(count: number, line: (n: number) => string): string {
  return Buffer.from(Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('')).toString('latin1');
}

export const SAMPLES: Readonly<Record<string, Sample>> = {
  chat: { mode: 'chat', pieces: MESSAGES },
  'JSON log': {
    mode: 'file',
    pieces: [
      lines(
        4_000,
        n =>
          `{"time":"2026-03-03T09:${two(n % 60)}:12.331Z","dip":"25950000${two(10 + (n % 80))}","interface":"IF-0${two(n % 40)}","run":${n},"state":"sent","ms":${(n * 7919) % 900}}`,
      ),
    ],
  },
  'XML payload': {
    mode: 'file',
    pieces: [
      lines(
        1_500,
        n =>
          `<message id="${hex(n)}" type="IF-031"><header sender="25950000${two(n)}" sent="2026-03-03T09:${two(n % 60)}:12Z"/><body><site ref="EEN-MPAN-${four(n)}"/><status>ACTIVE</status><reading>${(n * 7919) % 100_000}</reading></body></message>`,
      ),
    ],
  },
  'half-hour rows': {
    mode: 'file',
    pieces: [
      lines(
        6_000,
        n =>
          `2026-03-03,${n % 48},${(n * 7919) % 100}.${four(n * 31).slice(1)},${(n * 104_729) % 100}.${four(n * 17).slice(1)},A`,
      ),
    ],
  },
  'ids in a CSV': {
    mode: 'file',
    pieces: [
      lines(
        4_000,
        n =>
          `${40_000 + n},T-IF-036-2295000001-REGS-20260121-${hex(n).toUpperCase()},${hex(n * 3)}-4f89-41d3-9a0c-0305e82c33${two(n)},25950000${two(n)},SENT`,
      ),
    ],
  },
};
