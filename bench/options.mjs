/** Options of a bench script: `name value --option value`, numbers where the default is a number; a bare `--option` is yes. */
export function options(defaults) {
  const words = process.argv.slice(2);
  const given = { ...defaults };
  if (words[0] && !words[0].startsWith("--")) given.model = words.shift();
  while (words.length > 0) {
    const word = words.shift();
    const name = word.slice(2);
    if (!(name in defaults)) throw new Error(`${word}: expected one of ${Object.keys(defaults).join(", ")}`);
    const value = words[0] === undefined || words[0].startsWith("--") ? "yes" : words.shift();
    given[name] = typeof defaults[name] === "number" ? Number(value) : value;
  }
  return given;
}
