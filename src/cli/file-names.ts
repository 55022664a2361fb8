/**
 * A file name for each picture, without its ending and without folders, none twice.
 *
 * @param others - names that are taken already.
 */
export function fileNames(names: readonly string[], others: readonly string[]): string[] {
  const taken = new Set(others);
  return names.map((name) => {
    const plain = name.replace(/\.\w+$/, "").replace(/[\\/:]+/g, "-");
    let free = plain;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${plain}-${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
