import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Text } from "omakase/studio";
import type { IconName } from "../component/icon.tsx";

/** A screen of the page. */
export interface Screen {
  readonly id: string;
  readonly name: Text;
  readonly icon: IconName;
  /** Fetches the screen's code, once. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Component of the screen; its code is fetched when the screen first opens. */
  readonly View: LazyExoticComponent<ComponentType>;
  /** Models that the screen accepts. Default: every model with a latent space. */
  readonly models?: "pix2pix" | "any";
  /** Chapter of the course that explains the screen; `model`: that of the open model. Default: none. */
  readonly chapter?: number | "model";
  /** Whether the screen needs a server; a page without one leaves it out of the menu. */
  readonly needsServer?: boolean;
}

/** The screens, in the order of the menu. */
export const screens: readonly Screen[] = [
  {
    id: "draw",
    name: { ja: "描く", en: "Draw" },
    icon: "draw",
    chapter: "model",
    ...lazyScreen(() => import("../feature/draw/draw-screen.tsx")),
  },
  {
    id: "rate",
    name: { ja: "好み", en: "Rate" },
    icon: "heart",
    chapter: 11,
    ...lazyScreen(() => import("../feature/rate/rate-screen.tsx")),
  },
  {
    id: "morph",
    name: { ja: "変身", en: "Morph" },
    icon: "morph",
    chapter: 4,
    ...lazyScreen(() => import("../feature/morph/morph-screen.tsx")),
  },
  {
    id: "fuse",
    name: { ja: "合体", en: "Fuse" },
    icon: "fuse",
    chapter: 4,
    ...lazyScreen(() => import("../feature/fuse/fuse-screen.tsx")),
  },
  {
    id: "translate",
    name: { ja: "変換", en: "Translate" },
    icon: "translate",
    chapter: 10,
    ...lazyScreen(() => import("../feature/translate/translate-screen.tsx")),
    models: "pix2pix",
  },
  {
    id: "train",
    name: { ja: "学習", en: "Train" },
    icon: "train",
    ...lazyScreen(() => import("../feature/train/train-screen.tsx")),
    models: "any",
    needsServer: true,
  },
  {
    id: "look",
    name: { ja: "中身", en: "Look" },
    icon: "look",
    chapter: 1,
    ...lazyScreen(() => import("../feature/explore/explore-screen.tsx")),
  },
  {
    id: "learn",
    name: { ja: "しくみ", en: "Learn" },
    icon: "learn",
    ...lazyScreen(() => import("../feature/learn/learn-screen.tsx")),
    models: "any",
  },
  {
    id: "about",
    name: { ja: "案内", en: "About" },
    icon: "about",
    ...lazyScreen(() => import("../feature/about/about-screen.tsx")),
    models: "any",
  },
];

function lazyScreen(load: Screen["load"]): Pick<Screen, "load" | "View"> {
  return { load, View: lazy(load) };
}
