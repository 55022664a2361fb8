/** Hands a file to the person: the browser saves it where it saves things. */
export function saveFile(name: string, content: Uint8Array | string | Blob, type: string): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // browsers fetch it a little after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
