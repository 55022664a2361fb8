import { useEffect, useRef, useState } from "react";
import { insideEngine } from "../../../worker/client.ts";
import type { PointsFrame, PointsSettings } from "../../../worker/learn/points-lab.ts";

/** Speed of the laboratory: steps of a frame, the pause after it in ms, and earlier frames that show as tails of points. */
const speeds = { fast: { steps: 16, pause: 0, tail: 1 }, slow: { steps: 1, pause: 250, tail: 8 } } as const;
/** Name of a speed. */
export type Speed = keyof typeof speeds;

/** Runs the laboratory: one request to its worker at a time, the next one when the frame is on the screen. */
export function usePointsLab(settings: PointsSettings, speed: Speed) {
  const [frames, setFrames] = useState<readonly PointsFrame[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const newest = useRef({ settings, speed });
  useEffect(() => {
    newest.current = { settings, speed };
  });
  const work = useRef(Promise.resolve());

  /** Queues a request, so that a press during a step waits for it. */
  const ask = (request: () => Promise<PointsFrame>, isFirst = false): Promise<void> => {
    work.current = work.current.then(request).then((frame) => {
      setFrames((before) => (isFirst ? [frame] : [...before.slice(-speeds[newest.current.speed].tail), frame]));
    }, setError);
    return work.current;
  };
  const restart = () => ask(() => insideEngine().points.restart(newest.current.settings), true);
  const advance = (steps: number) => ask(() => insideEngine().points.advance(newest.current.settings, steps));
  const begin = useRef(restart);
  useEffect(() => void begin.current(), []);

  useEffect(() => {
    if (!isRunning) return;
    let isOver = false;
    void (async () => {
      while (!isOver) {
        const { steps, pause } = speeds[newest.current.speed];
        await advance(steps);
        await new Promise((next) => (pause ? setTimeout(next, pause) : requestAnimationFrame(next)));
      }
    })();
    return () => void (isOver = true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the loop reads the newest settings by itself
  }, [isRunning]);

  return {
    frame: frames.at(-1),
    earlier: frames.slice(0, -1),
    ...{ isRunning, setRunning, error },
    restart: () => void restart(),
    step: () => void advance(1),
  };
}
