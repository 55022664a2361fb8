import { scenarioNames } from "./schedule.mjs";

export const help = `Usage: npm run chaos -- [options]

Kills, stops, fills disks, jumps clocks and cuts connections while the built omakase trains, rates, uploads and
exports, and counts what it had promised and what is found afterwards. Exit code 0 when all promises held, else 1.

Options:
  --seed <n>         decides which faults come, when and in which order; default: a fresh one, which is printed
  --minutes <m>      begin no scenario after this time; default 5
  --rounds <n>       this many rounds in place of a time; a round has each scenario once
  --first-round <n>  number of the first round, to repeat a late one; default 1
  --only <names>     some scenarios, with commas between: ${scenarioNames.join(", ")}
  --json             print one JSON object a line
  --help             show this help

Examples:
  npm run chaos
  npm run chaos -- --seed 7 --minutes 60
  npm run chaos -- --seed 7 --only train,rate --rounds 1
  npm run chaos -- --seed 7 --only rate --first-round 12 --rounds 1
`;

/** Options of the command line, by name: how each is read. */
const readers = {
  "--seed": ["seed", wholeNumber],
  "--minutes": ["minutes", positive],
  "--rounds": ["rounds", wholeNumber],
  "--first-round": ["first", wholeNumber],
  "--only": ["only", names],
};

/**
 * Parses the words after `npm run chaos --`.
 *
 * @throws Error with one sentence about a word that does not fit.
 */
export function parseOptions(words) {
  const options = { help: false, json: false };
  for (let at = 0; at < words.length; at++) {
    const [word, inline] = words[at].split(/=(.*)/s);
    if (word === "--help" || word === "-h") options.help = true;
    else if (word === "--json") options.json = true;
    else if (Object.hasOwn(readers, word)) {
      const [name, read] = readers[word];
      options[name] = read(word, inline ?? words[++at]);
    } else throw new Error(`${words[at]}: expected one of ${optionWords()}, got another word. See --help.`);
  }
  if (options.minutes !== undefined && options.rounds !== undefined)
    throw new Error("--rounds: expected it without --minutes, got both. Leave one out.");
  return options;
}

function optionWords() {
  return [...Object.keys(readers), "--json", "--help"].join(", ");
}

function wholeNumber(word, text) {
  const least = word === "--seed" ? 0 : 1;
  const value = /^\d+$/.test(text ?? "") ? Number(text) : NaN;
  if (value >= least && Number.isSafeInteger(value)) return value;
  throw new Error(`${word}: expected a whole number of at least ${least}, got ${text ?? "nothing"}. See --help.`);
}

function positive(word, text) {
  const value = /^\d+(\.\d+)?$/.test(text ?? "") ? Number(text) : NaN;
  if (value > 0) return value;
  throw new Error(`${word}: expected a number above 0, got ${text ?? "nothing"}. See --help.`);
}

function names(word, text) {
  const list = (text ?? "").split(",").map((name) => name.trim());
  const unknown = list.find((name) => !scenarioNames.includes(name));
  if (unknown === undefined) return list;
  throw new Error(`${word}: expected some of ${scenarioNames.join(", ")}, got ${unknown || "nothing"}. See --help.`);
}
