// Draws the list of places at the left: the LDSOs' channels, and the chats with the bot alone.
import { element } from './element.js';

export const isChat = place => place.startsWith('chat:');

/** @param view `{unread, selected, select}`: new messages by place, and the place that is shown */
export function drawPlaces(list, places, { unread, selected, select }) {
  list.replaceChildren(
    ...places.map(({ ldso, name }) => {
      const count = unread.get(ldso) ?? 0;
      return element(
        'li',
        {},
        element(
          'button',
          {
            type: 'button',
            'aria-current': ldso === selected ? 'true' : undefined,
            class: count > 0 ? 'unread' : undefined,
            onclick: () => select(ldso),
          },
          isChat(ldso) ? undefined : element('span', { class: 'short' }, ldso),
          element('span', { class: 'name' }, name),
          count > 0
            ? element('span', { class: 'count', 'aria-label': `${count} new` }, String(count))
            : undefined,
        ),
      );
    }),
  );
}
