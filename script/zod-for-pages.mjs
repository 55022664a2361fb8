/** Leaves out of a bundle how zod writes JSON schemas, a tenth of it: pages only read by schemas. */
const withoutJsonSchemas = {
  name: "without-json-schemas",
  transform: {
    filter: { id: /zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/ },
    handler(code) {
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      const renamed = [...code.matchAll(/^export \{ (\w+) as (\w+) \};$/gm)].map(([, name, as]) => `${name} as ${as}`);
      return `${names.map((name) => `export const ${name} = () => () => {};`).join("\n")}\nexport { ${renamed.join(", ")} };`;
    },
  },
};

/**
 * Keeps zod from trying whether it may compile its schemas: the policy of the studio's page forbids it, and Firefox prints
 * each try as an error. A setting at run time would come after the schemas of bundled modules.
 */
const withoutEval = {
  name: "without-eval",
  transform: {
    filter: { id: /zod\/v4\/core\/core\.js$/ },
    handler: (code) => `${code}\nglobalConfig.jitless = true;\n`,
  },
};

/** Plugins for bundles that pages load. */
export const zodForPages = [withoutJsonSchemas, withoutEval];
