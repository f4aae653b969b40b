// Files that people send.

/** Files that people send to the bot alone. */
export type Files = {
  /** Of the largest file that is fetched. */
  readonly maxBytes: number;
  /**
   * @returns the bytes, or why they are not taken: the address is no place for such files, there are too many, or the
   * address is not good any more
   */
  fetch(
    address: string,
  ): Promise<
    | { readonly is: 'fetched'; readonly bytes: Uint8Array }
    | { readonly is: 'not-fetched'; readonly why: 'place' | 'size' | 'gone' }
  >;
};
