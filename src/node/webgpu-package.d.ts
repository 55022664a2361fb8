/** The package `webgpu` is optional: `npm start` installs it only where there may be a graphics card. */
declare module "webgpu" {
  /** Starts Dawn with its flags, such as `adapter=…`. */
  export function create(flags: readonly string[]): GPU;
}
