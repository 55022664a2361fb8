/** English sentences of `src/latent`, by file. */
export const latentSentences = {
  parseTerms: {
    missingTerm: {
      expected: 'a sum such as "7 - 12 + photo.png"',
      got: "a missing term",
      remedy: "Write a term, and spaces, on both sides of every sign",
    },
  },
  sefaDirections: {
    noDenseLayer: {
      expected: "a model whose first layer is dense",
      got: "one that begins with another",
      remedy: "Find directions by looking at many pictures (GANSpace)",
    },
  },
  fuse: {
    sameParent: {
      expected: "two different parents",
      got: "the same picture twice",
      remedy: "Give another picture for one of them",
    },
  },
  gene: {
    label: "numbers {from} to {to}",
    restLabel: "the rest",
    conditionLabel: "conditions",
    hair: "hair",
    eyes: "eyes",
    accessories: "accessories",
    pose: "pose",
  },
  rarity: {
    rarityLabels: { common: "common", uncommon: "uncommon", rare: "rare", epic: "epic", legendary: "legendary" },
  },
} as const;
