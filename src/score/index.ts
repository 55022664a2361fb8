export { principalPlane } from "./principal-plane.ts";
export { meanSimilarity, similarity, type MeanSimilarity, type Similarity } from "./similarity.ts";
