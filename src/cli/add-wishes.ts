import { InvalidArgumentError } from "commander";
import type { Wishes } from "../generate/index.ts";

/** An option such as `glasses=on,hair=long`, added to what was said before; a bare name means `on`. */
export function addWishes(text: string, before: Wishes = {}): Wishes {
  const said = text.split(",").map((part): [string, string] => {
    const [name, ...value] = part.split("=").map((word) => word.trim());
    if (name === "" || value.length > 1 || value[0] === "") throw new InvalidArgumentError("name=value,name=value");
    return [name, value[0] ?? "on"];
  });
  return { ...before, ...Object.fromEntries(said) };
}
