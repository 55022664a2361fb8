import type { Language } from "../error.ts";

/** How far a training has come. */
interface Progress {
  readonly done: number;
  readonly picturesSeen: number;
  readonly picturesPerSecond: number;
  readonly secondsLeft: number;
}

/** A bar, how fast, and how long still: `GAN ━━━━━─────  42 %  1,240 枚  96 枚/秒  あと 2:31`. */
export function progressLine(name: string, event: Progress, language: Language): string {
  const { done, picturesSeen, picturesPerSecond, secondsLeft } = event;
  const width = 24;
  const full = Math.round(done * width);
  const bar = "━".repeat(full) + "─".repeat(width - full);
  const count = picturesSeen.toLocaleString(language);
  const pace = picturesPerSecond < 10 ? picturesPerSecond.toFixed(1) : String(Math.round(picturesPerSecond));
  const percent = `${String(Math.floor(done * 100)).padStart(3)} %`;
  return language === "ja"
    ? `${name} ${bar} ${percent}  ${count} 枚  ${pace} 枚/秒  あと ${clockTime(secondsLeft)}`
    : `${name} ${bar} ${percent}  ${count} pictures  ${pace}/s  ${clockTime(secondsLeft)} left`;
}

/** 151 seconds as `2:31`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
