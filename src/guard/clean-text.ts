// The type of text that the guard has passed or cleaned: the proof, for the compiler, that it looked.

declare const brand: unique symbol;

/** Text without raw MPANs or personal data. Only `inspect.ts` makes one; nothing else may cast to it. */
export type CleanText = string & { readonly [brand]: 'CleanText' };
