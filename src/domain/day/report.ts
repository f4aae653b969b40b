// A report as headings, sentences and tables; what it is written as (a card, Markdown, HTML, Word) comes after.
export type Report = {
  readonly title: string;
  /** Whose, and as of when. */
  readonly lead: string;
  readonly sections: readonly ReportSection[];
};

/** Plain text throughout: whoever writes it down escapes it. */
export type ReportSection = {
  readonly heading: string;
  readonly lines?: readonly string[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
};

export const reportKinds = ['daily', 'weekly', 'defects'] as const;
export type ReportKind = (typeof reportKinds)[number];
