import { encodeOnnxModel, type OnnxModel, type OnnxNode } from "../src/device/onnx/onnx-model.ts";
import { random } from "../src/tensor/index.ts";

/** Numbers of a layer of {@link onnxNetwork}: kernel 3 × 3, stride 2, ReLU. */
export interface TestConvolution {
  readonly input: number;
  readonly output: number;
  /** `[output, input, 3, 3]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Options of {@link onnxNetwork}. */
export interface OnnxNetworkOptions {
  /** Channels of the pictures, of the layer `low` and of the layer `high`. Default 3, 6, 8. */
  readonly channels?: readonly [number, number, number];
  /** Side of the pictures, px. Default 32. */
  readonly size?: number;
  /** Number of pictures at a time. Default: any. */
  readonly batch?: number;
  /** Shape of the input in place of the usual one. */
  readonly inputShape?: readonly number[];
  /** Whether the channels of input and layers are last. Default false. */
  readonly channelsLast?: boolean;
  /** Factor of the weights of `high`. Default 1. */
  readonly gain?: number;
}

/** Small network as other people's are: `low` and `high` are inside, and its only output is `logits`, without places. */
export function onnxNetwork(options: OnnxNetworkOptions = {}): {
  readonly bytes: Uint8Array;
  readonly low: TestConvolution;
  readonly high: TestConvolution;
} {
  const { channels = [3, 6, 8], size = 32, batch, channelsLast = false, gain = 1 } = options;
  const convolution = (at: number, factor = 1): TestConvolution => {
    const [input, output] = channels.slice(at);
    const stream = random(5, "network", at);
    const weights = stream.normals(output * input * 9).map((value) => (factor * value) / Math.sqrt(9 * input));
    return { input, output, weights, bias: stream.normals(output).map((value) => 0.1 * value) };
  };
  const [low, high] = [convolution(0), convolution(1, gain)];
  const any = 7919;
  const node = (type: string, inputs: string[], output: string, attributes: OnnxNode["attributes"] = {}): OnnxNode => {
    return { type, inputs, outputs: [output], attributes, domain: "" };
  };
  const strided = { strides: [2n, 2n], pads: [1n, 1n, 1n, 1n] };
  const transposed = (from: string, to: string, perm: readonly bigint[]) => node("Transpose", [from], to, { perm });
  const [first, inner] = channelsLast ? ["planes", (name: string) => `${name}_planes`] : ["picture", (name: string) => name]; // oxfmt-ignore
  const model: OnnxModel = {
    nodes: [
      ...(channelsLast ? [transposed("picture", "planes", [0n, 3n, 1n, 2n])] : []),
      node("Conv", [first, "w0", "b0"], "low_sum", strided),
      node("Relu", ["low_sum"], inner("low")),
      ...(channelsLast ? [transposed("low_planes", "low", [0n, 2n, 3n, 1n])] : []),
      node("Conv", [inner("low"), "w1", "b1"], "high_sum", strided),
      node("Relu", ["high_sum"], inner("high")),
      ...(channelsLast ? [transposed("high_planes", "high", [0n, 2n, 3n, 1n])] : []),
      node("ReduceMean", [inner("high")], "logits", { axes: [2n, 3n], keepdims: 0n }),
      // what no layer needs: a constant map, and a value that is not finite
      node("Mul", ["low_sum", "zero"], "constant"),
      node("Div", ["low_sum", "zero"], "infinite"),
    ],
    initializers: [
      ...[low, high].flatMap(({ input, output, weights, bias }, at) => [
        { name: `w${at}`, shape: [output, input, 3, 3], values: weights },
        { name: `b${at}`, shape: [output], values: bias },
      ]),
      { name: "zero", shape: [1], values: Float32Array.of(0) },
    ],
    inputs: [
      {
        name: "picture",
        shape: options.inputShape ?? (channelsLast ? [batch ?? any, size, size, channels[0]] : [batch ?? any, channels[0], size, size]), // oxfmt-ignore
      },
    ],
    outputs: [{ name: "logits", shape: [batch ?? any, channels[2]] }],
    dynamicBatch: any,
  };
  return { bytes: encodeOnnxModel(model), low, high };
}

/** Computes a layer of {@link onnxNetwork} by hand. */
export function convolve(
  planes: Float32Array,
  { input, output, weights, bias }: TestConvolution,
  size: number,
): Float32Array {
  const half = size / 2;
  const made = new Float32Array(output * half * half);
  for (let channel = 0; channel < output; channel++)
    for (let row = 0; row < half; row++)
      for (let column = 0; column < half; column++) {
        let sum = bias[channel];
        for (let from = 0; from < input; from++)
          for (let at = 0; at < 9; at++) {
            const [y, x] = [2 * row + Math.floor(at / 3) - 1, 2 * column + (at % 3) - 1];
            if (y >= 0 && x >= 0 && y < size && x < size)
              sum += weights[(channel * input + from) * 9 + at] * planes[(from * size + y) * size + x];
          }
        made[(channel * half + row) * half + column] = Math.max(0, sum);
      }
  return made;
}
