// What is thrown when a file cannot be read: the message says why in words for people, and holds nothing of the file.

export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
