import type { AttributeRequest } from "../../sample/index.ts";

/**
 * Parses the attributes of an element: `hair: pink; glasses` asks for pink hair, and for glasses of any kind.
 *
 * @param text - `name: value` pairs or bare names, between semicolons.
 * @returns the requested attributes; a bare name means `on`.
 */
export function parseAttributeList(text: string): AttributeRequest {
  const parts = text.split(/[;；]/).filter((part) => part.trim() !== "");
  return Object.fromEntries(
    parts.map((part) => {
      const [name, ...value] = part.split(/[:：]/);
      return [name.trim(), value.join(":").trim() || "on"];
    }),
  );
}
