export { cholesky } from "./cholesky.ts";
