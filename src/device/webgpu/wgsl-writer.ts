/** Collects the lines of a WGSL function. What was computed once in a block, or around it, is not computed again. */
export interface WgslWriter {
  /** A value of type f32, under a name; a name or a literal stays as it is. */
  value(expression: string): string;
  /** The same for u32. */
  index(expression: string): string;
  /** A line as it is. */
  line(text: string): void;
  /** Lines between braces, after a header such as `if (x)`. Names from inside are not known outside. */
  block(header: string, inside: () => void): void;
  /** A name that no other line has. */
  uniqueName(prefix: string): string;
  /** Remembers a result in the present block. */
  remember(key: string, result: string): void;
  /** What the present block, or one around it, remembers. */
  recall(key: string): string | undefined;
  /** All lines. */
  text(): string;
}

const simpleExpression = /^(\w+|-?[\d.e+-]+[fu]?)$/;

/** Begins a function's lines. */
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
