// Knows where Teams writes the ids of messages, which are times in epoch milliseconds: links, quotations, attachments.
import { look, type Page } from '../page.ts';

/** Teams did not exist before: an id that is older is none. */
const FIRST_MESSAGE = Date.UTC(2017, 0, 1);
const TWO_DAYS = 2 * 86_400_000;
const THREAD = /19(?::|%3a)[\w.-]{1,200}(?:@|%40)(?:thread\.(?:tacv2|v2|skype)|unq\.gbl\.spaces)/i;
const MAX_LINK = 600;

export type TeamsLinks = { readonly isMessageId: (start: number, end: number) => boolean };

/**
 * Judges message ids by the whole grammar of the link (host, thread, place of the id, range of the value), since
 * here a number passes whatever its check digit says.
 */
export function teamsLinks(page: Page): TeamsLinks {
  let known = { start: 0, end: -1, isLink: false };
  return {
    isMessageId(start, end) {
      const value = Number(page.text.slice(start, end));
      if (value < FIRST_MESSAGE || value > page.now + TWO_DAYS) return false;
      const before = look(page, start - 64, start);
      if (isInMarkUp(before, page.text.charAt(end))) return true;
      if (!isPlaceOfId(before)) return false;
      if (start < known.start || end > known.end) known = linkAround(page, start, end);
      return known.isLink;
    },
  };
}

/** The mark-up of a reply and of a quoted message, as Teams sends it. */
function isInMarkUp(before: string, after: string): boolean {
  return (
    after === '"' &&
    /(?:itemtype="http:\/\/schema\.skype\.com\/Reply" itemid|itemprop="time" itemid|<attachment id)="$/.test(
      before,
    )
  );
}

function isPlaceOfId(before: string): boolean {
  return /(?:thread\.(?:tacv2|v2|skype)|gbl\.spaces)(?:\/messages|%2Fmessages)?\/$|(?:\/replies)\/$|(?:createdTime|parentMessageId|messageId|replyToId|replyChainId)=$/i.test(
    before,
  );
}

function linkAround(page: Page, start: number, end: number): { start: number; end: number; isLink: boolean } {
  let from = start;
  let to = end;
  while (start - from < MAX_LINK && from > 0 && isLinkChar(page, from - 1)) from--;
  while (to - end < MAX_LINK && to < page.text.length && isLinkChar(page, to)) to++;
  const token = look(page, from, to);
  const isTeams =
    /^[^/]{0,12}https?:\/\/teams\.(?:microsoft\.com|cloud\.microsoft|live\.com)\/l\/message\//i.test(token);
  const isGraph = /^[^/]{0,12}https:\/\/graph\.microsoft\.com\/(?:v1\.0|beta)\//i.test(token);
  const isThreadId = /^19:[\w.-]+@thread\.(?:v2|tacv2|skype);messageid=\d{13}\b/i.test(token);
  return { start: from, end: to, isLink: isThreadId || ((isTeams || isGraph) && THREAD.test(token)) };
}

function isLinkChar(page: Page, at: number): boolean {
  const code = page.text.charCodeAt(at);
  return code > 32 && code !== 34 && code !== 39 && code !== 60 && code !== 62 && code !== 96;
}
