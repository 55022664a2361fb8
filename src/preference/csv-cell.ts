/**
 * Formats a CSV cell, quoted if necessary. Text that a spreadsheet takes for a formula, and text that begins with an
 * apostrophe, gets an apostrophe in front; numbers stay as they are.
 *
 * @param text - content of the cell.
 * @returns cell that is safe to join with commas.
 */
export function csvCell(text: string): string {
  const formula = /^['=+@＝＋－＠\t\r\n]/.test(text) || (text.startsWith("-") && !/^[-\d.e+ ]+$/.test(text));
  const harmless = formula ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
