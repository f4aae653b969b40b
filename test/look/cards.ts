// Takes a picture of every golden card, to look at: `node --import tsx test/look/cards.ts [folder] [scale]`, by default /tmp/cards and 2. Those of the README are of scale 1.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { htmlOf } from '../cards/markdown.ts';
import { isObject, type Json, textsOf } from '../cards/walk.ts';

const into = process.argv[2] ?? '/tmp/cards';
const scale = Number(process.argv[3] ?? 2);
const golden = new URL('../golden/cards/', import.meta.url);
const hostConfig: unknown = JSON.parse(
  readFileSync(new URL('../../src/local/page/host-config.json', import.meta.url), 'utf8'),
);
const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

const style = `
  body { margin: 0; padding: 16px; background: #f5f5f5; width: max-content; }
  #card { border: 1px solid #e0e0e0; border-radius: 6px; overflow: hidden; background: #fff; }
  .ac-pushButton { font: 600 14px 'Liberation Sans', sans-serif; padding: 5px 12px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; }
  .ac-pushButton.expanded { background: #ebebeb; }
  .ac-input { border: 1px solid #d1d1d1; border-bottom-color: #616161; border-radius: 4px; padding: 6px; width: 100%; box-sizing: border-box; }
  p { margin: 0; } a { color: #4f52b2; }`;

type Shot = { readonly name: string; readonly card: Json; readonly width: number; readonly opens?: string };

/** The button that opens more of a card, by the name of the golden file. */
const openedBy: Readonly<Record<string, string>> = {
  'test-triggered': 'Failed',
  'refusal-held': 'It is not customer data',
};

async function main(): Promise<void> {
  mkdirSync(into, { recursive: true });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    for (const file of readdirSync(golden)) {
      const message: unknown = JSON.parse(readFileSync(new URL(file, golden), 'utf8'));
      if (!isObject(message) || !isObject(message.card)) continue;
      const { card } = message;
      const name = file.replace('.json', '');
      const isWide = isObject(card.msteams);
      await take(browser, { name, card, width: isWide ? 760 : 470 });
      await take(browser, { name: `${name}-phone`, card, width: 330 });
      const opens = openedBy[name];
      if (opens !== undefined) await take(browser, { name: `${name}-open`, card, width: 470, opens });
    }
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, shot: Shot): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: shot.width + 40, height: 600 },
    deviceScaleFactor: scale,
  });
  await page.setContent(`<style>${style}</style><div id="card" style="width:${shot.width}px"></div>`);
  await page.addScriptTag({ path: renderer });
  const html = Object.fromEntries(textsOf(shot.card).map(text => [text, htmlOf(text)]));
  // A string, not a function: what runs in the page is not this program's, and has none of its types.
  const shown = JSON.stringify({ card: shot.card, html, hostConfig });
  await page.evaluate(`(({ card, html, hostConfig }) => {
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = html[text] ?? text; result.didProcess = true;
    };
    const it = new AdaptiveCards.AdaptiveCard();
    it.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
    it.parse(card);
    document.getElementById('card').appendChild(it.render());
  })(${shown})`);
  if (shot.opens !== undefined) await page.getByRole('button', { name: shot.opens }).click();
  writeFileSync(`${into}/${shot.name}.png`, await page.locator('#card').screenshot());
  await page.close();
}

await main();
