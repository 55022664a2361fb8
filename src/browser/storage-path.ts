/** Splits a path in the browser's storage into names from the root: `a/../b//c` is `b`, `c`. */
export function pathSegments(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names;
}

/** Joins parts into one path. A leading `/` stays; the storage has one root, so both forms mean the same. */
export function joinPath(...parts: string[]): string {
  const whole = parts.filter((part) => part !== "").join("/");
  const names = pathSegments(whole).join("/");
  return whole.startsWith("/") ? `/${names}` : names === "" ? "." : names;
}
