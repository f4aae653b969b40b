// Notifications to try out, made from the LDSO's own tests and references.

const weights = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43];

/**
 * A made-up meter point number with the right check digit. It begins with 99, which is no network's:
 * it cannot be the number of somebody's home.
 * @param random between 0 and 1, as Math.random gives
 */
export function madeUpMpan(random) {
  let twelve = '99';
  while (twelve.length < 12) twelve += Math.floor(random() * 10);
  const sum = weights.reduce((total, weight, place) => total + weight * Number(twelve[place]), 0);
  return `${twelve}${(sum % 11) % 10}`;
}

/** @param tests as the Azure DevOps panel has them; @returns `{label, text}` to put into the box */
export function samplesFor(tests, mpanRefs) {
  const [first, second = first, third = second] = tests;
  const [mpanRef, otherRef = mpanRef] = mpanRefs;
  if (first === undefined || mpanRef === undefined) return [];
  const name = /^[\w-]+$/.test(first.name) ? first.name : first.id;
  return [
    { label: 'A test is started', text: `/triggered ${name} ${mpanRef}` },
    { label: 'It has passed', text: `Passed TC ${first.id} ${mpanRef}, evidence uploaded` },
    {
      label: 'Another failed at a step',
      text: `/failed ${second.id} ${otherRef} step 6 PUB-036 not received`,
    },
    { label: 'A defect', text: `/defect ${second.id} ${otherRef} S2 P2 contract reference rejected` },
    {
      label: 'A question for the data team',
      text: `/query ${third.id} ${mpanRef} needs a CSS2860 first @DataTeam`,
    },
    { label: 'A reference is missing', text: `Passed TC ${third.id}` },
    {
      label: 'A raw MPAN: made up, must be refused',
      text: () => `/passed ${first.id} ${madeUpMpan(Math.random)}`,
    },
    { label: 'Just talk: the bot stays quiet', text: `Has anyone passed ${third.id} yet?` },
  ];
}
