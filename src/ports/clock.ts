// The time, as the bot is told it.

export type Clock = { now(): Date };
