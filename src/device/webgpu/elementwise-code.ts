import { isOp, type OpName, type Tensor } from "../../tensor/index.ts";

/** Element-wise operations. */
export type ElementwiseOp =
  | "exp"
  | "log"
  | "sqrt"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "erf"
  | "leakyRelu"
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "maximum"
  | "minimum"
  | "greater"
  | "select";

/**
 * WGSL templates of one element, from the elements of the inputs. Large arguments are clamped where the result no longer
 * changes. NaN is preserved, so that a diverged training is noticed: `min`, `max`, `clamp`, `exp` and `log` of a GPU may
 * drop it, and compilers simplify 0 · x to 0; so `isNumber` tests the bits.
 */
const elementwiseTemplates: {
  readonly [Name in ElementwiseOp]: (node: Tensor<Name>, inputs: readonly string[]) => string;
} = {
  exp: (_, [x]) => `select(${x}, exp(${x}), isNumber(${x}))`,
  log: (_, [x]) => `select(${x}, log(${x}), isNumber(${x}))`,
  sqrt: (_, [x]) => `sqrt(${x})`,
  tanh: (_, [x]) => `select(${x}, tanh(clamp(${x}, -15.0, 15.0)), isNumber(${x}))`, // some drivers return NaN beyond
  sigmoid: (_, [x]) => `select(${x}, 1.0 / (1.0 + exp(min(-${x}, 80.0))), isNumber(${x}))`,
  softplus: (_, [x]) => `softplus(${x})`,
  erf: (_, [x]) => `erf(${x})`,
  leakyRelu: ({ attributes: { slope } }, [x]) =>
    slope === 0 ? `larger(${x}, 0.0)` : `select(${floatLiteral(slope)} * ${x}, ${x}, ${x} > 0.0)`,
  add: (_, [a, b]) => `(${a} + ${b})`,
  subtract: (_, [a, b]) => `(${a} - ${b})`,
  multiply: (_, [a, b]) => `(${a} * ${b})`,
  divide: (_, [a, b]) => `(${a} / ${b})`,
  maximum: (_, [a, b]) => `larger(${a}, ${b})`,
  minimum: (_, [a, b]) => `smaller(${a}, ${b})`,
  greater: (_, [a, b]) => `select(0.0, 1.0, ${a} > ${b})`,
  select: (_, [mask, a, b]) => `select(${b}, ${a}, isTrue(${mask}))`,
};

/** Tells whether a tensor is the result of an element-wise operation. */
export function isElementwise(node: Tensor): node is Tensor<ElementwiseOp> {
  return Object.hasOwn(elementwiseTemplates, node.op);
}

/** Returns the WGSL expression of one element of `node`. */
export function elementwiseCode<Name extends ElementwiseOp>(node: Tensor<Name>, inputs: readonly string[]): string {
  return (elementwiseTemplates[node.op as ElementwiseOp] as (node: Tensor, inputs: readonly string[]) => string)(
    node,
    inputs,
  );
}

/** Operations that cost more than a memory access. */
const expensiveOps = new Set<OpName>(["exp", "log", "sqrt", "tanh", "sigmoid", "softplus", "erf", "divide"]);

/** Tells whether computing an element again costs more than reading it. */
export function isExpensive(node: Tensor): boolean {
  return expensiveOps.has(node.op);
}

/** Formats a number as WGSL. */
export function floatLiteral(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return "notANumber()";
  if (!Number.isFinite(rounded)) return rounded > 0 ? "endless()" : "(-endless())";
  return rounded < 0 ? `(${rounded}f)` : `${rounded}f`;
}

/** Returns the value of a constant whose elements are all equal, else undefined. */
export function constantScalar(node: Tensor): number | undefined {
  return isOp(node, "constant") && node.attributes.values.length === 1 ? node.attributes.values[0] : undefined;
}

/** WGSL functions that the templates call, as WGSL lacks infinity, NaN and an error function. */
export const elementwiseFunctions = `
var<private> infinityBits: u32 = 0x7f800000u;
var<private> nanBits: u32 = 0x7fc00000u;
fn endless() -> f32 { return bitcast<f32>(infinityBits); }
fn notANumber() -> f32 { return bitcast<f32>(nanBits); }
fn isNumber(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) <= 0x7f800000u; }
fn isTrue(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) != 0u; }
fn larger(a: f32, b: f32) -> f32 { return select(a + b, max(a, b), isNumber(a) && isNumber(b)); }
fn smaller(a: f32, b: f32) -> f32 { return select(a + b, min(a, b), isNumber(a) && isNumber(b)); }
fn softplus(x: f32) -> f32 {
  let t = exp(-min(abs(x), 80.0));
  return select(x, max(x, 0.0) + select(log(1.0 + t), t - 0.5 * t * t, t < 1e-3), isNumber(x));
}
// near 0 the series (Abramowitz and Stegun 1964, 7.1.5), elsewhere the approximation 7.1.26, right to 1.5e-7
fn erf(x: f32) -> f32 {
  let a = min(abs(x), 6.0);
  let s = a * a;
  let near = a * (1.1283791671 + s * (-0.3761263890 + s * (0.1128379167 + s * (-0.0268661706 + s * 0.0052239776))));
  let t = 1.0 / (1.0 + 0.3275911 * a);
  let p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return select(x, sign(x) * select(1.0 - p * exp(-s), near, a < 0.5), isNumber(x));
}
`;
