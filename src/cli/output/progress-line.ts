import type { Language } from "../../error.ts";

/** Progress of a training. */
interface TrainingProgress {
  readonly done: number;
  readonly imagesSeen: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** Formats progress as a bar, the speed and the remaining time: `GAN ━━━━━─────  42 %  1,240 枚  96 枚/秒  あと 2:31`. */
export function formatProgressLine(name: string, event: TrainingProgress, language: Language): string {
  const { done, imagesSeen, imagesPerSecond, secondsLeft } = event;
  const width = 24;
  const full = Math.round(done * width);
  const bar = "━".repeat(full) + "─".repeat(width - full);
  const count = imagesSeen.toLocaleString(language);
  const pace = imagesPerSecond < 10 ? imagesPerSecond.toFixed(1) : String(Math.round(imagesPerSecond));
  const percent = `${String(Math.floor(done * 100)).padStart(3)} %`;
  return language === "ja"
    ? `${name} ${bar} ${percent}  ${count} 枚  ${pace} 枚/秒  あと ${formatClockTime(secondsLeft)}`
    : `${name} ${bar} ${percent}  ${count} pictures  ${pace}/s  ${formatClockTime(secondsLeft)} left`;
}

/** Formats seconds as a clock time: 151 as `2:31`. */
export function formatClockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
