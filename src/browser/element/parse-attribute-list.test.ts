import { expect, test } from "vitest";
import { parseAttributeList } from "./parse-attribute-list.ts";

test.each([
  ["hair: pink; glasses", { hair: "pink", glasses: "on" }],
  ["髪：ピンク；めがね", { 髪: "ピンク", めがね: "on" }],
  [" yaw : -30 ;", { yaw: "-30" }],
  ["", {}],
])("%j", (text, attributes) => {
  expect(parseAttributeList(text)).toEqual(attributes);
});
