import { expect, test } from "vitest";
import { claimUploadId } from "./claim-upload-id.ts";

test.each([
  ["My Cats (2).zip", "my-cats-2"],
  ["Äpfel.ZIP", "a-pfel"],
  ["寿司", "pictures"],
  ["sushi", "sushi-2"],
  ["x".repeat(60), "x".repeat(40)],
])("upload id: %s becomes %s", async (name, id) => {
  expect(await claimUploadId(name, async () => true)).toBe(id);
});

test("upload id: a taken id gets a number", async () => {
  const taken = new Set(["cats", "cats-2"]);
  expect(await claimUploadId("cats", async (id) => !taken.has(id))).toBe("cats-3");
});
