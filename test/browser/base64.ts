/** Encodes bytes as base64, in Node and in pages. */
export function toBase64(bytes: Uint8Array): string {
  let letters = "";
  // In chunks: a call takes a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 32_768) letters += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(letters);
}

/** Decodes what {@link toBase64} encodes. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
