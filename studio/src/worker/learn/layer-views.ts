import { nn, ops } from "omakase";
import type { Device, Sampler } from "omakase/studio";
import autoencoder from "../../../../lesson/02-autoencoder/lesson.ts";
import weights from "../../../../lesson/02-autoencoder/model/autoencoder.safetensors.gz?url";
import type { Pixels } from "../rendered-picture.ts";
import { lessonPictureSize, lessonPixels, loadLessonPictures, openLessonModel } from "./lesson-model.ts";

/** Part of a picture, px. */
export interface PictureBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A layer of a network, and what it makes of a picture. */
export interface LayerView {
  /** Shape of its output for one picture: channels, rows and columns, or a number of values. */
  readonly shape: readonly number[];
  /** Number of learned values. */
  readonly parameters: number;
  /** Part of the picture on which one value in the middle of its output depends. */
  readonly sees: PictureBox;
  /** Its first channels as grey pictures, larger values brighter. */
  readonly channels: readonly Pixels[];
}

/** Layers of a network, and the picture that they look at. */
export interface LayerViews {
  readonly picture: Pixels;
  readonly layers: readonly LayerView[];
}

/** Channels of a layer that are shown. */
const shownChannels = 8;
const imageSize = 3 * lessonPictureSize ** 2;

/** Opens the encoder of chapter 2, trained by the chapter's own program, to look at its layers. */
export async function createLayerViews(device: Device, assets: URL) {
  const model = autoencoder({ size: lessonPictureSize });
  const { sampler } = await openLessonModel(model, weights, device);
  const images = await loadLessonPictures(assets);
  const pictures = lessonPixels(images);
  const x = ops.input("images", [1, 3, lessonPictureSize, lessonPictureSize]);
  const { layers } = nn.summarize(model.encode!, x);
  const run = await compileLayers(sampler, x, device);
  return {
    /** Runs the encoder on one of the pictures, counted around. */
    async look(at: number): Promise<LayerViews> {
      const index = at % pictures.length;
      const found = await run(images.slice(index * imageSize, (index + 1) * imageSize));
      return {
        picture: pictures[index],
        layers: layers.map(({ output, parameters }, layer) => ({
          ...{ shape: output.slice(1), parameters, sees: boxOf(found[layer].gradient) },
          channels: channelPictures(found[layer].values, output.slice(1)),
        })),
      };
    },
  };
}

/** Compiles the encoder with the outputs of all layers, and how a value in the middle of each depends on the picture. */
async function compileLayers({ trained }: Sampler, x: ops.Tensor, device: Device) {
  const tensors: ops.Tensor[] = [];
  const onOutput = (_: string, output: ops.Tensor): void => void tensors.push(output);
  trained.model.encode!(x, nn.openScope(nn.createRegistry(), "", { training: false, onOutput }));
  const middles = tensors.map((tensor, at) => middleOf(isGrid(tensor) || at + 1 === tensors.length ? tensor : tensors[at - 1])); // oxfmt-ignore
  const outputs = Object.fromEntries(
    tensors.flatMap((tensor, at) => [
      [`values ${at}`, tensor],
      [`gradient ${at}`, ops.gradients(middles[at], [x])[0]],
    ]),
  );
  const graph = { outputs, updates: new Map() };
  const program = await device.compile(graph);
  const state = device.upload(nn.selectWeights(trained.weights, [...ops.graphSources(graph).states.keys()]));
  return async (image: Float32Array) => {
    const handles = program.run(state, { images: image });
    const read = async (name: string) => Float32Array.from(await handles[name].read());
    return Promise.all(
      tensors.map(async (_, at) => ({ values: await read(`values ${at}`), gradient: await read(`gradient ${at}`) })),
    );
  };
}

function isGrid({ shape }: ops.Tensor): boolean {
  return shape.length === 4;
}

/** Averages the channels of a grid in its middle, or all values of a vector. */
function middleOf(tensor: ops.Tensor): ops.Tensor {
  if (!isGrid(tensor)) return ops.meanAll(tensor);
  const [, channels, rows, columns] = tensor.shape;
  return ops.meanAll(ops.slice(tensor, [0, 0, rows / 2, columns / 2], [1, channels, 1, 1]));
}

/** Returns the box of the pixels with a gradient, `[3, 32, 32]`. */
function boxOf(gradient: Float32Array): PictureBox {
  const side = lessonPictureSize;
  const seen = [...gradient.keys()].filter((at) => gradient[at] !== 0);
  const columns = seen.map((at) => at % side);
  const rows = seen.map((at) => Math.floor(at / side) % side);
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { left, top, width: Math.max(...columns) - left + 1, height: Math.max(...rows) - top + 1 };
}

/** Draws channels of a layer, or a vector as one picture in rows of 64, from its smallest value to its largest. */
function channelPictures(values: Float32Array, shape: readonly number[]): Pixels[] {
  const [rows, columns] = shape.length === 3 ? shape.slice(1) : [Math.ceil(shape[0] / 64), Math.min(64, shape[0])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const count = Math.min(shownChannels, values.length / (rows * columns));
  return Array.from({ length: count }, (_, channel) => {
    const data = new Uint8ClampedArray(4 * rows * columns);
    values.subarray(channel * rows * columns, (channel + 1) * rows * columns).forEach((value, at) => {
      const grey = (255 * (value - low)) / (high - low || 1);
      data.set([grey, grey, grey, 255], 4 * at);
    });
    return { width: columns, height: rows, data };
  });
}
