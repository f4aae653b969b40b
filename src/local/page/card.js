// Draws an Adaptive Card with Microsoft's renderer, in the colours of Teams, and gives its buttons on.
import { element, say } from './element.js';
import { parse, toHtml } from './markdown.js';

const darkStyles = {
  default: ['#292929', '#ffffff', '#adadad'],
  emphasis: ['#333333', '#ffffff', '#bdbdbd'],
  accent: ['#2f2f4a', '#ffffff', '#c7c7e8'],
  good: ['#1b3a1b', '#ffffff', '#b5d5b5'],
  warning: ['#40330b', '#ffffff', '#e0d3a4'],
  attention: ['#44171b', '#ffffff', '#e6bcbf'],
};
const darkWords = {
  accent: { default: '#a6a7dc', subtle: '#a6a7dc' },
  good: { default: '#92c353', subtle: '#92c353' },
  warning: { default: '#f8d22a', subtle: '#f8d22a' },
  attention: { default: '#f9526b', subtle: '#f9526b' },
};

/** @returns what draws a card: `(card, onPress) => element`; onPress gets `{type, verb, title, data}` and returns a promise */
export async function cardPainter() {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(parse(text));
    result.didProcess = true;
  };
  const given = await (await fetch('/local/page/host-config.json')).json();
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const hostConfig = new HostConfig(isDark ? darkened(given) : given);
  return (card, onPress) => {
    const drawn = new AdaptiveCard();
    drawn.hostConfig = hostConfig;
    drawn.parse(card, new SerializationContext(Versions.v1_5));
    drawn.onExecuteAction = action => press(action, onPress);
    const made = drawn.render();
    const isWide = card.msteams?.width?.toLowerCase() === 'full';
    if (made === undefined || made === null)
      return element(
        'p',
        { class: 'trouble' },
        'This card cannot be drawn: it is not a valid Adaptive Card.',
      );
    return element('div', { class: isWide ? 'card wide' : 'card' }, made);
  };
}

function press(action, onPress) {
  const type = action.getJsonTypeName();
  if (type === 'Action.OpenUrl') {
    if (/^https?:\/\//i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer');
    else say('This button leads to no web address.');
    return;
  }
  if (type !== 'Action.Submit' && type !== 'Action.Execute') return;
  const data = action.data;
  onPress({
    type,
    ...(action.verb ? { verb: action.verb } : {}),
    ...(action.title ? { title: action.title } : {}),
    data: typeof data === 'object' && data !== null ? data : {},
  });
}

function darkened(given) {
  const styles = Object.fromEntries(
    Object.entries(darkStyles).map(([name, [background, words, subtle]]) => [
      name,
      {
        backgroundColor: background,
        foregroundColors: { default: { default: words, subtle }, ...darkWords },
      },
    ]),
  );
  return { ...given, separator: { ...given.separator, lineColor: '#474747' }, containerStyles: styles };
}
