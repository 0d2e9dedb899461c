// Builds every page script `tablet/pages/*.ts` into one file of `clientvoice/static/built/`, readable by the browsers of
// tablets five years old. Run by `npm run build`.
import { mkdir, readdir } from "node:fs/promises";
import { build } from "esbuild";

const pages = new URL("pages/", import.meta.url).pathname;
const names = await readdir(pages).catch(() => []);
const entryPoints = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => pages + name);
const outdir = new URL("../clientvoice/static/built/", import.meta.url).pathname;

await mkdir(outdir, { recursive: true });
await build({ entryPoints, outdir, bundle: true, minify: true, format: "iife", target: ["es2020"], logLevel: "info" });
