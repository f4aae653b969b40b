// How the command ends. Found beats unread: whoever asks must first hear that there is something to take out.

export const clean = 0;
export const found = 1;
export const unread = 2;

export function worse(one: number, other: number): number {
  if (one === found || other === found) return found;
  return Math.max(one, other);
}
