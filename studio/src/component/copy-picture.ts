/** Copies a picture; false where the browser does not let pages do that. */
export async function copyPicture(png: () => Promise<Blob>): Promise<boolean> {
  if (typeof ClipboardItem === "undefined" || !("clipboard" in navigator)) return false;
  // the promise goes in as it is: Safari allows copying only at once
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png() })]);
  return true;
}
