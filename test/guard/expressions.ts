// Watches which regular expressions a scan uses, and on what.

export type Used = { readonly expression: RegExp; readonly text: string };

/** Calls `see` for every use of an expression while the work goes on: each goes through exec, whatever it is called by. */
export function watchExpressions(see: (used: Used) => void, work: () => void): void {
  const real = RegExp.prototype.exec;
  RegExp.prototype.exec = function (text) {
    see({ expression: this, text });
    return real.call(this, text);
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = real;
  }
}
