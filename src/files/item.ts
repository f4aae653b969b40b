// What comes out of a file, whatever its format: passages of text, files within it, and what could not be read.
import type { Passage, Place } from './passage.ts';

export type Item =
  | { readonly type: 'passage'; readonly passage: Passage }
  | {
      readonly type: 'file';
      readonly place: Place;
      /** May be made up where it has none; the content decides what it is. */
      readonly name: string;
      /** The part of the package it stands in. */
      readonly part: string;
      readonly bytes: Uint8Array;
    }
  | {
      readonly type: 'unread';
      readonly place: Place;
      /** In words for people; holds nothing of the file. */
      readonly why: string;
    };

export type Items = AsyncIterable<Item> | Iterable<Item>;

/** A file as it is given: its name says little, its bytes decide. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array };

export function passageItem(passage: Passage): Item {
  return { type: 'passage', passage };
}

export function unreadItem(place: Place, why: string): Item {
  return { type: 'unread', place, why };
}
