/** Module that `vite.config.ts` makes from the sources of the library. */
declare module "virtual:library-docs" {
  const docs: import("./feature/learn/editor/library-docs.ts").LibraryDocs;
  export default docs;
}
