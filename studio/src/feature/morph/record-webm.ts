import type { Pixels } from "../../worker/rendered-picture.ts";

/** True if this browser records WebM. */
export const canRecord =
  typeof MediaRecorder !== "undefined" &&
  "captureStream" in HTMLCanvasElement.prototype &&
  MediaRecorder.isTypeSupported("video/webm");

/**
 * Plays pictures on a canvas and records it, which takes as long as the film does.
 *
 * @param rate - pictures a second.
 * @param onProgress - told how much is recorded, 0 … 1.
 * @throws the reason of `signal` when that stops it.
 */
export async function recordWebm(
  frames: readonly Pixels[],
  rate: number,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [frames[0].width, frames[0].height];
  const context = canvas.getContext("2d")!;
  const stream = canvas.captureStream(0); // the track captures a frame only on request
  const [track] = stream.getVideoTracks() as CanvasCaptureMediaStreamTrack[];
  const recorder = new MediaRecorder(stream, { mimeType: "video/webm", videoBitsPerSecond: 6_000_000 });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener("stop", () => resolve());
    recorder.addEventListener("error", () => reject(new Error("MediaRecorder")));
  });
  recorder.start();
  const start = performance.now();
  // the last frame lasts as long as the others
  for (let at = 0; at <= frames.length; at++) {
    const { data, width, height } = frames[Math.min(at, frames.length - 1)];
    context.putImageData(new ImageData(data, width, height), 0, 0);
    track.requestFrame();
    onProgress(at / frames.length);
    const wait = start + ((at + 1) * 1000) / rate - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    if (signal.aborted) break;
  }
  recorder.stop();
  await ended;
  for (const one of stream.getTracks()) one.stop();
  signal.throwIfAborted();
  return new Blob(parts, { type: "video/webm" });
}
