/** Writes test steps in the XML that Azure DevOps keeps in the field Microsoft.VSTS.TCM.Steps. */

/** `sharedId` is the work item of shared steps that stands in this place. */
export type Step = {
  readonly id?: number | undefined;
  readonly action?: string | undefined;
  readonly expected?: string | undefined;
  readonly sharedId?: number | undefined;
};

/** Ids that are left out follow the ones before, from 2: the web editor starts there. */
export function stepsXml(steps: readonly Step[]): string {
  let next = 2;
  const numbered = steps.map(step => {
    const id = step.id ?? next;
    next = Math.max(next, id + 1);
    return { ...step, id };
  });
  const last = Math.max(...numbered.map(step => step.id));
  return `<steps id="0" last="${last}">${rows(numbered)}</steps>`;
}

function rows(steps: readonly (Step & { readonly id: number })[]): string {
  const [step, ...after] = steps;
  if (!step) return '';
  // The web editor nests what follows shared steps inside their element; readers must cope, so the sandbox does it too.
  if (step.sharedId !== undefined)
    return `<compref id="${step.id}" ref="${step.sharedId}">${rows(after)}</compref>`;
  const type = step.expected === undefined ? 'ActionStep' : 'ValidateStep';
  const cells = `${cell(step.action ?? '')}${cell(step.expected ?? '')}`;
  return `<step id="${step.id}" type="${type}">${cells}<description/></step>${rows(after)}`;
}

function cell(text: string): string {
  const html = text === '' ? '' : `<DIV><P>${escaped(text)}</P></DIV>`;
  return `<parameterizedString isformatted="true">${escaped(html)}</parameterizedString>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
