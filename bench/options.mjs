/** Options of a bench script: `name value --option value`, numbers where the default is a number. */
export function options(defaults) {
  const words = process.argv.slice(2);
  const given = { ...defaults };
  if (words[0] && !words[0].startsWith("--")) given.model = words.shift();
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at].slice(2);
    if (!(name in defaults)) throw new Error(`${words[at]}: expected one of ${Object.keys(defaults).join(", ")}`);
    given[name] = typeof defaults[name] === "number" ? Number(words[at + 1]) : words[at + 1];
  }
  return given;
}
