export { principalPlane } from "./principal-plane.ts";
export { classifierReader, type ClassifierReader } from "./classifier-reader.ts";
export { readAttributes, type TagReading } from "./read-attributes.ts";
export { meanSimilarity, similarity, type MeanSimilarity, type Similarity } from "./similarity.ts";
