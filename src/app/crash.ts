// What may be said when the process ends by a fault that nobody expected: where it happened, and nothing of what it says.

/** The message and the fields of such an error may hold what somebody wrote, and Node would print both. */
export function crashWords(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at .+:\d+:\d+\)?$/.test(line));
  return [`${nameOf(error)}${code}`, ...frames].join('\n');
}

/** A name can be set to anything; a class is ours or a library's. */
function nameOf(error: Error): string {
  return error.constructor.name;
}
