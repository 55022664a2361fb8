/** Leaves out of a bundle how zod writes JSON schemas, a tenth of it: pages only read by schemas. */
export const withoutJsonSchemas = {
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
