/**
 * Cuts a text into words for the search: Japanese has no spaces. VitePress copies the text of this function into the pages,
 * so it uses nothing from outside.
 */
export function tokenize(text) {
  const segmenter = (globalThis.omakaseSegmenter ??= new Intl.Segmenter("ja", { granularity: "word" }));
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .flatMap(({ segment }) => segment.split(/[._:]/))
    .filter((word) => word !== "");
}
