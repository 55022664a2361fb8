/** Writer of a WGSL function that reuses values computed in the current block or around it. */
export interface WgslWriter {
  /** Names a value of type f32; names and literals are returned unchanged. */
  value(expression: string): string;
  /** Names a value of type u32; names and literals are returned unchanged. */
  index(expression: string): string;
  /** Writes a line. */
  line(text: string): void;
  /** Writes a block after a header such as `if (x)`; its names are local. */
  block(header: string, inside: () => void): void;
  /** Returns an unused name. */
  uniqueName(prefix: string): string;
  /** Stores a result for reuse in the current block. */
  remember(key: string, result: string): void;
  /** Returns a result stored in the current block or around it. */
  recall(key: string): string | undefined;
  /** Returns all lines. */
  text(): string;
}

const simpleExpression = /^(\w+|-?[\d.e+-]+[fu]?)$/;

/** Creates an empty writer. */
export function wgslWriter(): WgslWriter {
  const lines: string[] = [];
  const scopes: Map<string, string>[] = [new Map()];
  let count = 0;
  const recall = (key: string): string | undefined => {
    for (let depth = scopes.length - 1; depth >= 0; depth--) {
      const found = scopes[depth].get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const remember = (key: string, result: string) => void scopes.at(-1)!.set(key, result);
  const line = (text: string) => void lines.push("  ".repeat(scopes.length) + text);
  const uniqueName = (prefix: string) => `${prefix}${count++}`;
  const name = (prefix: string) => (expression: string) => {
    if (simpleExpression.test(expression)) return expression;
    const known = recall(expression);
    if (known !== undefined) return known;
    const made = uniqueName(prefix);
    line(`let ${made} = ${expression};`);
    remember(expression, made);
    return made;
  };
  return {
    value: name("v"),
    index: name("at"),
    line,
    block(header, inside) {
      line(`${header} {`);
      scopes.push(new Map());
      inside();
      scopes.pop();
      line("}");
    },
    uniqueName,
    remember,
    recall,
    text: () => lines.join("\n"),
  };
}
