/** The version of this omakase, as in package.json: recipes and cards say by whom they were made. */
export const omakaseVersion = "0.1.0";
