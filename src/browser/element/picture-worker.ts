/** Worker of the elements of a page: draws one picture after the other, so that the page stays responsive. */
import { formatErrorTexts } from "../../error.ts";
import { createSerialQueue } from "../../serial-queue.ts";
import { drawPicture } from "./draw-picture.ts";
import type { PictureAnswer, PictureRequest } from "./picture-request.ts";

const queue = createSerialQueue();

addEventListener("message", ({ data }: MessageEvent<PictureRequest>) => void queue.run(() => answer(data)));

async function answer(request: PictureRequest): Promise<void> {
  const { id } = request;
  let made: PictureAnswer;
  try {
    made = { id, ...(await drawPicture(request)) };
  } catch (error) {
    made = { id, failure: { ...formatErrorTexts(error) } };
  }
  postMessage(made);
}
