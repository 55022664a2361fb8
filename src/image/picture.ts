/** Image with 8 bits per channel, rows from the top, channels interleaved (grey, RGB, or RGBA). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  /** `height × width × channels` values, sRGB, 0 … 255. */
  readonly pixels: Uint8Array;
}
