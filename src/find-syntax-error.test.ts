import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSyntaxError } from "./find-syntax-error.ts";

const lessons = join(import.meta.dirname, "..", "lesson");
const programs = readdirSync(lessons).map(
  (name) => [name, readFileSync(join(lessons, name, "lesson.ts"), "utf8")] as const,
);

const model = `import { defineModel, nn } from "omakase";
const { dense, sequential, tanh } = nn;
export default () =>
  defineModel({
    kind: "mine",
    networks: {
      encoder: sequential(
        dense(8),
        tanh(),
      ),
      decoder: sequential(dense(4)),
    },
    latent: 8,
    loss({ images }, { encoder }) {
      return encoder(images);
    },
  });
`;

describe("findSyntaxError", () => {
  test.each(programs)("finds nothing in the program of %s", (_, text) => {
    expect(findSyntaxError(text)).toBeUndefined();
  });

  test.each([
    ['kind: "mine",', 5],
    ["dense(8),", 8],
    ["      ),", 10],
    ["    },\n    latent", 12],
    ["latent: 8,", 13],
  ])("names the line without its comma, or the next one: %s", (line, at) => {
    const broken = model.replace(line, line.replace(",", ""));
    expect(broken).not.toBe(model);
    expect([at, at + 1]).toContain(findSyntaxError(broken));
  });

  test("names the bracket that is never closed", () => {
    expect(findSyntaxError(model.replace("dense(8)", "dense(8"))).toBe(7);
  });

  test("names what is no expression", () => {
    expect(findSyntaxError(model.replace("encoder(images);", "encoder(images) +;"))).toBe(15);
  });
});
