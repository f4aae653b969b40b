// Loaded before the bot into its process: throws, when its parent says so, an error that holds what the parent says.
process.on('message', ({ how, value }: { readonly how: 'throw' | 'reject'; readonly value: string }) => {
  const error = Object.assign(new TypeError(`cannot read ${value}`, { cause: new Error(value) }), {
    body: { text: value },
    name: value,
  });
  setImmediate(() => {
    if (how === 'throw') throw error;
    Promise.reject(error);
  });
});
