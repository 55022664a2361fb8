/**
 * Escapes user text (labels, file names, titles) for an SVG or HTML document; characters that XML forbids (control
 * characters, halves of surrogate pairs) and characters that change the reading direction become `?`.
 */
export function escapeMarkup(text: string): string {
  return text
    .replace(
      /\p{Cs}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu,
      "?",
    )
    .replace(/[&<>"']/g, (character: string) => entities[character]);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
