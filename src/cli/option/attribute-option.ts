import { InvalidArgumentError } from "commander";
import type { AttributeRequest } from "../../sample/index.ts";

/** An option such as `glasses=on,hair=long`, added to what was said before; a bare name means `on`. */
export function addConditions(text: string, previous: AttributeRequest = {}): AttributeRequest {
  const parsed = text.split(",").map((part): [string, string] => {
    const [name, ...value] = part.split("=").map((word) => word.trim());
    if (name === "" || value.length > 1 || value[0] === "") throw new InvalidArgumentError("name=value,name=value");
    return [name, value[0] ?? "on"];
  });
  return { ...previous, ...Object.fromEntries(parsed) };
}
