import { modelVariants } from "./model-variants.mjs";

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => {
  const [all, last] = [sorted(values), values.length - 1];
  return (all[last >> 1] + all[(last + 1) >> 1]) / 2;
};
/** The median, and between which values all seeds lie. */
const spread = (values) => {
  if (values.length === 0) return "—";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length === 1
    ? low.toFixed(1)
    : `**${median(values).toFixed(1)}** (${low.toFixed(1)} … ${high.toFixed(1)})`;
};
/** Fréchet distance above that of real pictures. */
const excessDistance = ({ frechet, floor }) => frechet - floor;
const formatCount = (value) => value.toLocaleString("en-US");

/** All cells as Markdown. `sheets` says which sets' pictures may be shown: set and contender to a path. */
export function resultsTable(cells, sheets) {
  const sets = [...new Set(cells.map(({ set }) => set))];
  return `# Results

Made by \`npm run results\`, one cell (set, model, seed) at a time; it goes on where it was interrupted. All numbers are
Fréchet distances in omakase's own feature space (not the FID), **less that of real pictures against real pictures**, so
that 0 is as good as real; median of the seeds, and their range. As many drawn pictures are compared as real ones.
Seconds are those that a processor worked for training alone; all cells ran on one thread, on two cores
of the same kind, some of them beside other programs.

${sets.map((set) => datasetSection(set, cells, sheets)).join("\n")}`;
}

function datasetSection(set, cells, sheets) {
  const here = cells.filter((cell) => cell.set === set);
  const names = Object.keys(modelVariants).filter((name) => here.some(({ contender }) => contender === name));
  const marks = sorted(new Set(here.flatMap(({ looks }) => looks.map(({ mark }) => mark))));
  const [{ looks, pictures, device }] = here;
  const at = (name, mark) =>
    here
      .filter(({ contender }) => contender === name)
      .flatMap((cell) => cell.looks.filter((look) => look.mark === mark));
  const head = ["model", "learns", ...marks.map((mark) => `${formatCount(mark)} pictures seen`), "seconds", "seeds"];
  const rows = names.map((name) => {
    const own = here.filter(({ contender }) => contender === name);
    return [
      `${name}: ${modelVariants[name].about}`,
      `${(own[0].parameters / 1e6).toFixed(2)} M numbers`,
      ...marks.map((mark) => spread(at(name, mark).map(excessDistance))),
      `${Math.round(median(at(name, marks.at(-1)).map(({ seconds }) => seconds)))}`,
      `${own.length}`,
    ];
  });
  const line = (words) => `| ${words.join(" | ")} |`;
  return `## ${set}

${formatCount(pictures)} pictures of 64 px; ${looks[0].compared} compared with as many; floor (real against real) ${looks[0].floor.toFixed(1)};
${looks[0].space}; ${device}.

${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}

${comparisonAtEqualTime(names, here)}
${names
  .map((name) => [name, sheets(set, name)])
  .filter(([, path]) => path)
  .map(([name, path]) => `\n${name}, first seed, not chosen:\n\n![${name} on ${set}](${path})\n`)
  .join("")}`;
}

/** Compares all models at the training time of `gan`. */
function comparisonAtEqualTime(names, here) {
  const last = (name) => here.filter(({ contender }) => contender === name).map(({ looks }) => looks.at(-1).seconds);
  if (!names.includes("gan")) return "";
  const limit = median(last("gan"));
  const words = names.map((name) => {
    const values = here
      .filter(({ contender }) => contender === name)
      .flatMap(({ looks }) => looks.filter(({ seconds }) => seconds <= limit * 1.1).slice(-1));
    return `${name} ${values.length === 0 ? "not even at its first mark" : spread(values.map(excessDistance))}`;
  });
  return `After the ${Math.round(limit)} seconds that \`gan\` took, or at most a tenth more: ${words.join("; ")}.`;
}
