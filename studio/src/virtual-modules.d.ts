/** Module that `vite.config.ts` makes from the sources of the library. */
declare module "virtual:library-docs" {
  const docs: unknown; // see LibraryDocs
  export default docs;
}
