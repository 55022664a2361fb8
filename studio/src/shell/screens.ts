import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Text } from "omakase";
import type { IconName } from "../part/icon.tsx";

/** A screen of the page. */
export interface Screen {
  readonly id: string;
  readonly name: Text;
  readonly icon: IconName;
  /** What it shows; fetched when it is first opened. */
  readonly View: LazyExoticComponent<ComponentType>;
  /** Which models it is for. Default: all that draw from random numbers. */
  readonly models?: "pix2pix" | "any";
}

/** The screens, in the order of the menu. */
export const screens: readonly Screen[] = [
  {
    id: "draw",
    name: { ja: "描く", en: "Draw" },
    icon: "draw",
    View: lazy(() => import("../screen/draw/draw-screen.tsx")),
  },
  {
    id: "rate",
    name: { ja: "好み", en: "Rate" },
    icon: "rate",
    View: lazy(() => import("../screen/rate/rate-screen.tsx")),
  },
  {
    id: "morph",
    name: { ja: "変身", en: "Morph" },
    icon: "morph",
    View: lazy(() => import("../screen/morph/morph-screen.tsx")),
  },
  {
    id: "fuse",
    name: { ja: "合体", en: "Fuse" },
    icon: "fuse",
    View: lazy(() => import("../screen/fuse/fuse-screen.tsx")),
  },
  {
    id: "translate",
    name: { ja: "変換", en: "Translate" },
    icon: "translate",
    View: lazy(() => import("../screen/translate/translate-screen.tsx")),
    models: "pix2pix",
  },
  {
    id: "train",
    name: { ja: "学習", en: "Train" },
    icon: "train",
    View: lazy(() => import("../screen/train/train-screen.tsx")),
    models: "any",
  },
  {
    id: "look",
    name: { ja: "中身", en: "Look" },
    icon: "look",
    View: lazy(() => import("../screen/look/look-screen.tsx")),
  },
  {
    id: "about",
    name: { ja: "案内", en: "About" },
    icon: "about",
    View: lazy(() => import("../screen/about/about-screen.tsx")),
    models: "any",
  },
];
