// What a person can ask of the bot beside notifying: each command is read from one line that starts with a slash.

export type Command =
  /** What can be posted. */
  | { readonly is: 'help' }
  /** The channel wants no more answers than it must have, or wants them again. */
  | { readonly is: 'quiet'; readonly on: boolean };
