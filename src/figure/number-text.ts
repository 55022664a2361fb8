import type { Language } from "../error.ts";

/** Formats a count: 4,800 · 4.8万 · 150万 in Japanese, 4,800 · 48k · 1.5M in English. */
export function countText(count: number, language: Language): string {
  if (language === "ja") {
    if (count >= 9.9995e7) return `${compact(count / 1e8)}億`;
    if (count >= 9999.5) return `${compact(count / 1e4)}万`;
  } else {
    if (count >= 999_500) return `${compact(count / 1e6)}M`;
    if (count >= 9999.5) return `${compact(count / 1e3)}k`;
  }
  return grouped(String(Math.round(count)));
}

/** Formats a measurement with three significant digits: 0.0213, 12.4, 3,150. */
export function valueText(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return trimmed(value.toExponential(1)).replace("e+", "e").replace("-", "−");
  if (size >= 999.5) return grouped(String(Math.round(value))).replace("-", "−");
  return trimmed(value.toPrecision(3)).replace("-", "−");
}

function compact(value: number): string {
  return value >= 100 ? grouped(String(Math.round(value))) : trimmed(value.toPrecision(3));
}

function trimmed(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+(?=$|e)/, "") : digits;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
