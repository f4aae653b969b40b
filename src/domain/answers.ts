// What the bot can be asked to say in answer: facts, made into words when it is delivered, from how things stand then.

export type Answer = { readonly about: 'help' } | { readonly about: 'quiet'; readonly on: boolean };
