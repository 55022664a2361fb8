import { InvalidArgumentError } from "commander";
import type { AttributeRequest } from "../../sample/index.ts";

/** Parses an option such as `glasses=on,hair=long` and adds it to earlier ones; a bare name means `on`. */
export function addConditions(text: string, previous: AttributeRequest = {}): AttributeRequest {
  const parsed = text.split(",").map((part): [string, string] => {
    const [name, ...value] = part.split("=").map((word) => word.trim());
    if (name === "" || value.length > 1 || value[0] === "") throw new InvalidArgumentError("name=value,name=value");
    return [name, value[0] ?? "on"];
  });
  return { ...previous, ...Object.fromEntries(parsed) };
}
