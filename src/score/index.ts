export { principalPlane } from "./principal-plane.ts";
