/**
 * The course without a host: chapters, programs, checks, hints and progress. Chapters lie in `lesson/`.
 *
 * @module omakase/lesson
 */
export {
  chapterFolder,
  defineChapter,
  findChapter,
  hintText,
  type Chapter,
  type Check,
  type Finding,
  type Hint,
  type LessonContext,
  type LessonProgram,
  type LessonSize,
  type Mistake,
} from "./chapter.ts";
export {
  answeredText,
  gapAnswers,
  missingLines,
  printedGaps,
  programText,
  type PrintedGap,
  type ProgramKind,
} from "./program-text.ts";
export { isClose, judgeLoss } from "./judge.ts";
export { differenceParts, lineDifference, type DifferenceLine, type DifferencePart } from "./line-difference.ts";
export { locateError, type LocatedError } from "./locate-error.ts";
export { evaluateTensors, probeLoss, type Calls, type Probe, type ProbeOptions } from "./probe-loss.ts";
export { maxProgramBytes, readProgramLink, type LinkedProgram } from "./program-link.ts";
export { parseProgress, withProgress, type ChapterProgress, type Progress } from "./progress.ts";
export { drawCards, type Card } from "./draw-cards.ts";
export { firstRater, rate, standardFigure, type RatedPicture, type SimulatedRater } from "./rater.ts";
export { sharpAutoencoder } from "./sharp-autoencoder.ts";
export { drawingLetters, letterDrawing } from "./letter-drawing.ts";
export { holeMap, isHole, measureHoles, type Holes } from "./hole-map.ts";
export { lengthFigure, type LengthMark } from "./length-figure.ts";
export { runLesson, withoutHint, type LessonEvent, type RunLessonOptions } from "./run-lesson.ts";
export {
  comparePictures,
  pictureComparer,
  type DrawnPictures,
  type PictureComparer,
  type PictureComparison,
} from "./picture-distance.ts";
export { fitPictureSpace, listPictures, meanRow, type PictureSpace } from "./picture-space.ts";
export { scoreSlopes, type ScoreSlopes, type ScoreSlopesOptions } from "./score-slopes.ts";
export { smallGan } from "./small-gan.ts";
export { chapterMinutes, planSession, type Timetable, type TimetableRow } from "./timetable.ts";
export { openShop, type ShopDay, type ShopTool, type SushiShop } from "./sushi-shop.ts";
export { drawAndCompare, watchDistance, type DistanceRecord } from "./watch-distance.ts";
export { drawPoints, pointFigure, ringDataset, ringPlaces, type Point } from "./points.ts";
