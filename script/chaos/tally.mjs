/** Counts of one scenario: what was promised to its users, and what was found afterwards. */

/** Creates the counts of a scenario. */
export function createTally() {
  const counts = { rounds: 0, skipped: 0, faults: 0, promised: 0, kept: 0, lost: 0, double: 0 };
  const problems = [];
  return {
    counts,
    /** Sentences about each promise that was not kept. */
    problems,
    fault: () => void counts.faults++,
    /** Counts a promise; `problem` says what is wrong where it was not kept. */
    expect(isKept, problem) {
      counts.promised++;
      if (isKept) counts.kept++;
      else {
        counts.lost++;
        problems.push(problem);
      }
    },
    /** Counts something that is there more often than it should be. */
    double(problem) {
      counts.double++;
      problems.push(problem);
    },
  };
}

/**
 * Compares what was acknowledged with what is there: each acknowledged key is there once, and no other key twice.
 *
 * @param what - what a key stands for, such as `rating`.
 */
export function countKeys(tally, what, acknowledged, found) {
  const times = new Map();
  for (const key of found) times.set(key, (times.get(key) ?? 0) + 1);
  for (const key of acknowledged) tally.expect(times.has(key), `${what} ${key} was acknowledged and is lost`);
  for (const [key, count] of times) if (count > 1) tally.double(`${what} ${key} is there ${count} times`);
}

/** Adds the counts of a round to those of all rounds. */
export function addCounts(total, round) {
  for (const key of Object.keys(total)) total[key] += round[key];
}

/** Returns whether all promises of some counts were kept. */
export function isSound({ promised, kept, lost, double }) {
  return lost === 0 && double === 0 && kept === promised;
}

/** Formats a table of counts by scenario: a line of names, and a line for each. */
export function formatTable(rows) {
  const columns = ["scenario", "rounds", "skipped", "faults", "promised", "kept", "lost", "double"];
  const total = Object.fromEntries(columns.slice(1).map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]));
  const lines = [Object.fromEntries(columns.map((key) => [key, key])), ...rows, { scenario: "all", ...total }];
  const widths = columns.map((key) => Math.max(...lines.map((line) => String(line[key]).length)));
  const cell = (line, key, at) =>
    at === 0 ? String(line[key]).padEnd(widths[at]) : String(line[key]).padStart(widths[at]);
  return lines.map((line) => columns.map((key, at) => cell(line, key, at)).join("  ")).join("\n");
}
