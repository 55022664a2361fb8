/**
 * One cell of a CSV: quoted where it must be. What a spreadsheet takes for a formula begins with an apostrophe, and so
 * does what begins with an apostrophe itself; numbers stay as they are.
 */
export function csvCell(text: string): string {
  const formula = /^['=+@＝＋－＠\t\r\n]/.test(text) || (text.startsWith("-") && !/^[-\d.e+ ]+$/.test(text));
  const harmless = formula ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
