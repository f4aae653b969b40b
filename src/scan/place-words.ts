// Says in words where something stands, without repeating a name that is itself something to hide.
import type { Place, Step } from '../files/passage.ts';

/** @param mayShow whether a name of a sheet, a file or an attachment may be shown */
export function placeInWords(place: Place, mayShow: (name: string) => boolean): string {
  return place.map(step => stepInWords(step, mayShow)).join(', ');
}

function stepInWords({ what, number, name }: Step, mayShow: (name: string) => boolean): string {
  const counted = number === undefined ? what : `${what} ${number}`;
  if (name === undefined || name === '' || !mayShow(name)) return counted;
  // A reference of a cell is said as people say it; what people name stands in quotes.
  return what === 'cell' ? `${counted} ${name}` : `${counted} ${JSON.stringify(name)}`;
}
