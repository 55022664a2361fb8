/**
 * `npm run bench:page`: builds the page that trains in the browser, and serves it on this machine. Open the address that
 * it prints; `?lang=en` or `?lang=ja` chooses the language. `--port 4173`
 */
import { join } from "node:path";
import { build, preview } from "vite";
import { projectRoot } from "../script/run-program.mjs";

const words = process.argv.slice(2).filter((word) => word !== "--page");
const port = words[0] === "--port" ? Number(words[1]) : 4173;
const configFile = join(projectRoot, "bench", "page", "vite.config.ts");
await build({ configFile, logLevel: "warn" });
const server = await preview({ configFile, logLevel: "warn", preview: { port } });
console.log(server.resolvedUrls.local[0]);
