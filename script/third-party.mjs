/**
 * Lists what others made and omakase brings along: `node script/third-party.mjs` writes THIRD-PARTY.md, with the
 * licence of each package and asset; `--sbom` writes dist/sbom.cdx.json, a CycloneDX bill of materials by npm, with the
 * assets.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { npm, projectRoot } from "./run-program.mjs";

/** Assets by others, or learned from pictures by others; `asset` is a file or a folder. */
const assets = [
  {
    asset: "font",
    what: "Noto Sans JP, two weights",
    by: "Adobe, Google",
    licence: "OFL-1.1",
    terms: "`asset/font/OFL.txt` comes along; the font keeps its name and is not sold by itself.",
  },
  {
    asset: "model/faces.omakase",
    what: "a model of faces, learned from the “Avatar Illustration System”",
    by: "Micah Lanier",
    licence: "CC-BY-4.0",
    terms: "Drawn with DiceBear in changed colours; the README and the studio name the author.",
  },
  {
    asset: "model/emoji-line.omakase",
    what: "a model of emoji, learned from Fluent Emoji",
    by: "Microsoft Corporation",
    licence: "MIT",
    terms: "The studio names the author.",
  },
  {
    asset: "features.safetensors",
    what: "the feature network, learned from the built-in sets",
    by: "omakase",
    licence: "MIT",
    terms: "Its faces are those of Micah Lanier and of Draftbit (CC BY 4.0), its emoji Fluent Emoji (MIT).",
  },
];

/** Licences with terms beyond naming the author, and how omakase keeps them. */
const terms = {
  "LGPL-3.0-or-later":
    "libvips, which reads and writes pictures in Node. sharp loads it as a shared library of its own package, which can be exchanged for another build; it is unchanged.",
  "MPL-2.0":
    "resvg, which turns SVG into pixels; Lightning CSS, which builds the page and is not packed. Both are unchanged; their sources are at the addresses in their packages.",
  "CC-BY-4.0":
    "the faces of DiceBear's _micah_ (Micah Lanier) and _personas_ (Draftbit). The README, the studio, and the card of a model that learned from them name them.",
  Unlicense: "public domain.",
};

const read = (...path) => readFileSync(join(projectRoot, ...path));
const { packages } = JSON.parse(read("package-lock.json"));

/** The packages of the lock file that are no tools of the tests: `{ name, version, license, integrity }`, by name. */
export const shippedPackages = Object.entries(packages)
  .filter(([path, { dev, link }]) => path.includes("node_modules/") && !dev && !link)
  .map(([path, { version, license, integrity }]) => ({
    name: path.split("node_modules/").at(-1),
    version,
    license: license.replace(/^\((.*)\)$/, "$1"),
    integrity,
  }))
  .filter(({ name, version }, at, all) => all.findIndex((one) => one.name === name && one.version === version) === at)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** The content of THIRD-PARTY.md. */
export function thirdPartyText() {
  const byCount = [...groupByLicence()].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  const named = byCount.flatMap(([licence]) => Object.keys(terms).filter((name) => licence.includes(name)));
  return `# What others made

omakase itself is under the MIT licence. This list is written by \`node script/third-party.mjs\` from \`package-lock.json\`; a test
compares them. The packed library has the same, with versions and hashes, in \`dist/sbom.cdx.json\` (CycloneDX).

## Licences with terms beyond naming the author

${[...new Set(named)].map((licence) => `- **${licence}**: ${terms[licence]}`).join("\n")}

## Assets

${assets.map(({ asset, what, by, licence, terms: kept }) => `- \`asset/${asset}\`: ${what}, by ${by}, ${licence}. ${kept}`).join("\n")}

## Packages

Those of other systems are installed there alone.

${byCount
  .map(([licence, all]) => `### ${licence}\n\n${all.map(({ name, version }) => `\`${name}\` ${version}`).join(" · ")}`)
  .join("\n\n")}
`;
}

/** The packages of each licence. */
function groupByLicence() {
  const groups = new Map();
  for (const one of shippedPackages) groups.set(one.license, [...(groups.get(one.license) ?? []), one]);
  return groups;
}

/** The bill of materials: what npm lists of the packages that are no tools of the tests, and the assets. */
export async function sbom() {
  // npm's own --omit dev leaves out what tools of the tests need, too, such as zod.
  const { code, output } = await npm([
    ...["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library"],
    ...["--package-lock-only", "--loglevel=error"],
  ]);
  if (code !== 0) throw new Error(output);
  const bill = JSON.parse(output);
  bill.metadata.component.name = "omakase"; // npm takes the name of the folder
  const shipped = new Set(shippedPackages.map(({ name, version }) => `${name}@${version}`));
  const root = bill.metadata.component["bom-ref"];
  const isShipped = (ref) => shipped.has(ref) || ref === root;
  bill.components = bill.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
  bill.components.push(...assetFiles().map(assetComponent));
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => isShipped(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isShipped) }));
  return bill;
}

/** The files of asset/ that are weights or fonts, with slashes. */
function assetFiles() {
  return readdirSync(join(projectRoot, "asset"), { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(omakase|safetensors|ttf)$/.test(path))
    .sort();
}

function assetComponent(path) {
  const known = assets.find(({ asset }) => path === asset || path.startsWith(`${asset}/`));
  return {
    "bom-ref": `asset/${path}`,
    type: path.endsWith(".ttf") ? "file" : "machine-learning-model",
    name: basename(path),
    licenses: [{ license: { id: known?.licence ?? "MIT" } }],
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(read("asset", path)).digest("hex") }],
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes("--sbom")) {
    mkdirSync(join(projectRoot, "dist"), { recursive: true });
    writeFileSync(join(projectRoot, "dist", "sbom.cdx.json"), `${JSON.stringify(await sbom(), null, 2)}\n`);
  } else writeFileSync(join(projectRoot, "THIRD-PARTY.md"), thirdPartyText());
}
