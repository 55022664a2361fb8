/** The PyTorch column of the guide for people who know PyTorch: its blocks run, one after the other. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { casesOf } from "./nightly.ts";
import { pythonWithModules } from "./python-with-modules.ts";

const python = pythonWithModules("torch", "onnx");

/** Code for what the guide leaves to the reader: pictures in a folder, and two networks with optimizers. */
const given = `
import sys, types
import torch
pictures = [(torch.rand(3, 32, 32) * 2 - 1, 0) for _ in range(16)]
def module(name, **values):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__dict__.update(values)
nothing = lambda *all: None
transforms = types.SimpleNamespace(Compose=nothing, Resize=nothing, CenterCrop=nothing, ToTensor=nothing, Normalize=nothing)
module("torchvision", datasets=types.SimpleNamespace(ImageFolder=lambda folder, transform: pictures), transforms=transforms)
module("torchvision.utils", save_image=lambda images, path, **options: print(path, tuple(images.shape)))
`;
const networks = `
G = nn.Sequential(nn.Linear(32, 3 * 32 * 32), nn.Tanh(), nn.Unflatten(1, (3, 32, 32)))
D = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 1))
d_optimizer, g_optimizer = optim.Adam(D.parameters()), optim.Adam(G.parameters())
`;
/** Lines before blocks that speak of what is only named. */
const before: readonly (readonly [part: string, code: string])[] = [
  ["softplus(-real)", networks],
  ["score = D(images)", "images.requires_grad_()"],
  ["torch.save(model", "model = encoder"],
];

test.skipIf(python === undefined).each(casesOf(["en", "ja"], ["en"]))(
  "all Python of the PyTorch guide runs (%s)",
  async (language) => {
    const page = await readFile(new URL(`../docs/site/${language}/guide/pytorch.md`, import.meta.url), "utf8");
    const blocks = [...page.matchAll(/```python\n(.*?)```/gs)].map(([, code]) => code);
    expect(blocks.length).toBeGreaterThan(8);
    const program = blocks.map((code) => {
      const added = before.filter(([part]) => code.includes(part)).map(([, line]) => line);
      return [...added, code.replace("step < 1000", "step < 100")].join("\n");
    });
    const folder = await mkdtemp(join(tmpdir(), "omakase-guide-"));
    try {
      await writeFile(join(folder, "guide.py"), [given, ...program].join("\n"));
      const { stdout } = await promisify(execFile)(python!, ["guide.py"], {
        cwd: folder,
        env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
      });
      expect(stdout).toMatch(/^100 \d/m);
      expect(stdout).toContain("drawn.png (16, 3, 32, 32)");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
