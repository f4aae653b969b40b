/** What is remembered of work items, their types, comments and files. */

export type StateCategory = 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed';

export type FieldKind =
  | 'string'
  | 'integer'
  | 'double'
  | 'boolean'
  | 'dateTime'
  | 'html'
  | 'plainText'
  | 'identity'
  | 'treePath'
  | 'history';

export type ItemType = {
  readonly name: string;
  readonly states: readonly { readonly name: string; readonly category: StateCategory }[];
  readonly fields: readonly ItemField[];
};

export type ItemField = {
  readonly refName: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly allowed: readonly FieldValue[];
  readonly initial: FieldValue | null;
};

export type FieldValue = string | number | boolean;

export type Item = {
  readonly id: number;
  readonly projectId: string;
  deleted: boolean;
  /** Never empty; the last one is how the item stands now. */
  readonly revisions: Revision[];
  readonly comments: ItemComment[];
};

export type Revision = {
  readonly rev: number;
  readonly change: number;
  readonly at: string;
  readonly byId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly relations: readonly Relation[];
};

/** Exactly one of `itemId`, `fileId` and `url` says where the relation leads. */
export type Relation = {
  readonly rel: string;
  readonly itemId: number | null;
  /** Set when the linked item lives in another organisation. */
  readonly organisation: string | null;
  readonly fileId: string | null;
  readonly url: string | null;
  readonly comment: string | null;
  readonly name: string | null;
  readonly at: string;
};

export type ItemComment = {
  readonly id: number;
  text: string;
  readonly format: 'html' | 'markdown';
  version: number;
  deleted: boolean;
  readonly createdAt: string;
  readonly createdById: string;
  at: string;
  byId: string;
};

export type ItemFile = {
  readonly id: string;
  readonly fileName: string;
  readonly sizeInBytes: number;
  readonly hash: string;
  readonly at: string;
};
