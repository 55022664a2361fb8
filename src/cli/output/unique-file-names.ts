/**
 * Returns a unique file name for each image, without extension and folders.
 *
 * @param others - names that are already taken.
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
