/**
 * Returns the anchor of a heading. It is VitePress's own, but composed (NFC): browsers compare an anchor with a link letter
 * by letter, and people type プ as one letter, not as フ and a mark.
 *
 * @param {string} heading
 */
export function slugify(heading) {
  return heading
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "") // accents
    .normalize("NFKC")
    .replaceAll(/[\u0000-\u001f]/g, "")
    .replaceAll(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .replace(/^(?=\d)/, "_")
    .toLowerCase();
}
