/**
 * Saves a file through the browser.
 *
 * @returns the file name, without characters that file systems forbid.
 */
export function saveFile(name: string, content: Uint8Array | string | Blob, type: string): string {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|\s]+/g, "-");
  link.click();
  // browsers fetch it a little after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return link.download;
}
