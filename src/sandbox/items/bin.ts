/** Puts a work item into the recycle bin: it is not found any more, nothing links to it, no suite holds it. */
import type { Ask } from '../http/ask.ts';
import { latest } from '../plans/find.ts';
import { takeOut } from '../plans/take-out.ts';
import { save, withoutHistory } from './save.ts';
import { projectOfItem } from './shape.ts';
import type { Item } from './state.ts';

export function bin(ask: Ask, item: Item): void {
  save(ask, item, { fields: withoutHistory(latest(item).fields), relations: [] });
  for (const plan of projectOfItem(ask, item).plans) takeOut(ask, plan, (_, caseId) => caseId === item.id);
  item.deleted = true;
  ask.house.announce(ask, 'deleted', item);
}
