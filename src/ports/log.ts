// What the bot asks of its log: a sentence that never changes, and the facts as fields; never words that people typed.

export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};
