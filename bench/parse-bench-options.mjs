/** Options of a bench script: `name value --option value`, numbers where the default is a number; a bare `--option` is yes. */
export function parseBenchOptions(defaults) {
  return parseOptionWords(defaults, process.argv.slice(2));
}

/** Parses other words than those of this process. */
export function parseOptionWords(defaults, given) {
  const words = [...given];
  const chosen = { ...defaults };
  if (words[0] && !words[0].startsWith("--")) chosen.model = words.shift();
  while (words.length > 0) {
    const word = words.shift();
    const name = word.slice(2);
    if (!(name in defaults)) throw new Error(`${word}: expected one of ${Object.keys(defaults).join(", ")}`);
    const value = words[0] === undefined || words[0].startsWith("--") ? "yes" : words.shift();
    chosen[name] = typeof defaults[name] === "number" ? Number(value) : value;
  }
  return chosen;
}
