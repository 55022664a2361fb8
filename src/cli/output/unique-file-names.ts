/**
 * A file name for each picture, without its ending and without folders, none twice.
 *
 * @param others - names that are taken already.
 */
export function uniqueFileNames(names: readonly string[], takenNames: readonly string[]): string[] {
  const taken = new Set(takenNames);
  return names.map((name) => {
    const stem = name.replace(/\.\w+$/, "").replace(/[\\/:]+/g, "-");
    let free = stem;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
