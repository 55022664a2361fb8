/**
 * Line drawings as templates, in the style of emoji: black paths in a square of 100 units. `lines` are stroked, `areas`
 * are filled.
 */
export const lineDrawings: readonly { readonly lines: string; readonly areas?: string }[] = [
  // a smiling face
  {
    lines: "M50 8a42 42 0 1 0 .01 0zM28 60c6 16 38 16 44 0",
    areas: "M36 34a6 8 0 1 0 .01 0zM64 34a6 8 0 1 0 .01 0z",
  },
  // a cat
  {
    lines:
      "M14 14l4 34c-8 24 10 42 32 42s40-18 32-42l4-34-22 12q-14-4-28 0zM50 66q-2 10-14 6M50 66q2 10 14 6M6 58l14 3M8 74l14-4M94 58l-14 3M92 74l-14-4",
    areas: "M34 44a5 7 0 1 0 .01 0zM66 44a5 7 0 1 0 .01 0zM43 56h14l-7 9z",
  },
  // a heart
  { lines: "M50 88C20 66 8 50 8 34c0-24 32-30 42-6c10-24 42-18 42 6c0 16-12 32-42 54z" },
  // an apple
  {
    lines:
      "M50 34c-14-10-38-4-38 22c0 20 14 36 26 36q6 0 12-3q6 3 12 3c12 0 26-16 26-36c0-26-24-32-38-22zM50 34q0-16 8-26M58 18q14-12 24-4q-8 14-24 4z",
  },
  // a fish
  {
    lines: "M8 50c12-22 42-30 62-4l20-18q-6 22 0 44l-20-18c-20 26-50 18-62-4zM40 36q12 14 0 28",
    areas: "M24 42a5 5 0 1 0 .01 0z",
  },
  // a house
  { lines: "M8 48L50 10l42 38M20 42v48h60V42M28 90V58h16v32M58 54h14v14H58z" },
  // a flower
  {
    lines:
      "M50 26a10 10 0 1 0 .01 0zM44 28c-14-24 26-24 12 0c22-14 32 20 6 16c20 20-14 32-16 8c-8 22-38 2-18-10c-24 2-14-30 8-14M50 56v36M50 84q20-2 26-20q-22 0-26 20z",
  },
  // an umbrella
  {
    lines:
      "M50 10C24 10 8 30 6 52q11-10 22 0q11-10 22 0q11-10 22 0q11-10 22 0C92 30 76 10 50 10zM50 10V4M50 52v30q0 10 9 10t9-10",
  },
  // a star
  { lines: "M50 6l13 29 31 4-23 21 6 31-27-16-27 16 6-31L6 39l31-4z" },
  // a mushroom
  {
    lines: "M8 54C6 24 28 8 50 8s44 16 42 46q-42 10-84 0zM36 58q-4 18-6 26q20 12 40 0q-2-8-6-26",
    areas: "M34 26a8 7 0 1 0 .01 0zM66 30a7 6 0 1 0 .01 0zM50 40a6 4 0 1 0 .01 0z",
  },
  // a cup of tea
  {
    lines: "M14 40h60v24c0 18-12 26-30 26s-30-8-30-26zM74 46c20-4 22 26-2 26M32 30q-6-8 0-12t0-12M52 30q-6-8 0-12t0-12",
  },
  // a snowman
  {
    lines: "M50 8a18 18 0 1 0 .01 0zM50 44a24 24 0 1 0 .01 0zM28 62L8 46M72 62l20-16M44 30q6 6 12 0",
    areas: "M44 18a3 4 0 1 0 .01 0zM56 18a3 4 0 1 0 .01 0zM50 56a3 3 0 1 0 .01 0zM50 70a3 3 0 1 0 .01 0z",
  },
];
