/**
 * Copies a picture to the clipboard.
 *
 * @returns false if the browser forbids it.
 */
export async function copyPicture(png: () => Promise<Blob>): Promise<boolean> {
  if (typeof ClipboardItem === "undefined" || !("clipboard" in navigator)) return false;
  // the promise goes in as it is: Safari allows copying only at once
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png() })]);
  return true;
}
