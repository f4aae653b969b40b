// Tells what an OLE compound file is: the old Office formats, and the wrapping of Office files that have a password.
// Source: [MS-CFB] 2.2 (signature) and [MS-OFFCRYPTO] 1.3.1 (stream "EncryptedPackage").

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function isCompoundFile(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** @returns why a compound file cannot be read, in words for people */
export function whyNotCompoundFile(bytes: Uint8Array): string {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return encrypted
    ? 'encrypted: save it without a password'
    : 'an old Office format (.doc, .xls, .ppt or .msg): save it as .docx, .xlsx, .pptx or .eml';
}
