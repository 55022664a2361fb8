/** The names on the way to a path in the browser's storage, from its root: `a/../b//c` is `b`, `c`. */
export function pathSegments(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names;
}

/** Parts as one path. A path that begins with `/` stays so; the storage has one root, so that both mean the same. */
export function joinPath(...parts: string[]): string {
  const whole = parts.filter((part) => part !== "").join("/");
  const names = pathSegments(whole).join("/");
  return whole.startsWith("/") ? `/${names}` : names === "" ? "." : names;
}
