/** Version of omakase, as in package.json; recipes and model cards record it. */
export const omakaseVersion = "0.1.0";
