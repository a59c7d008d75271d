// What the UI's pages weigh. Usage: node bundle.mjs UI-DIST
//
// Prints one line of JSON: for each page the bytes of its files, raw and as gzip -9 makes them, those that the page names itself
// (what stands before the first keystroke) and those that its code asks for later (the map).

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { tell } from "./browser.mjs";

const [dist] = process.argv.slice(2);
const assets = readdirSync(join(dist, "assets"));
const text = (path) => readFileSync(join(dist, path), "utf8");
/** Files of the build that another one names. */
const named = (path) => {
  const own = text(path);
  return assets.filter((asset) => asset !== basename(path) && own.includes(asset)).map((asset) => `assets/${asset}`);
};
/** What a module can't run without: its static imports, not those in import(). */
const needed = (path) => {
  if (!path.endsWith(".js")) return named(path).filter((asset) => asset.endsWith(".woff2"));
  const own = text(path);
  return named(path).filter((asset) => {
    const name = basename(asset).replaceAll(".", "\\.");
    return new RegExp(`(?:from|import)\\s*["'\\x60]\\./${name}["'\\x60]`).test(own);
  });
};

function reach(first, next) {
  const found = new Set();
  const todo = [...first];
  for (let path = todo.pop(); path; path = todo.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    if (/\.(js|css)$/.test(path)) todo.push(...next(path));
  }
  return found;
}

const weigh = (paths) => {
  const files = [...paths].map((path) => readFileSync(join(dist, path)));
  const sum = (of) => files.reduce((bytes, file) => bytes + of(file), 0);
  return { files: files.length, raw: sum((file) => file.length), gzip: sum((file) => gzipSync(file, { level: 9 }).length) };
};

const pages = readdirSync(dist).filter((file) => file.endsWith(".html"));
tell(
  pages.map((page) => {
    const first = new Set([page, ...reach(named(page), needed)]);
    const all = new Set([page, ...reach(named(page), named)]);
    const later = [...all].filter((path) => !first.has(path));
    return { page: page === "index.html" ? "desk, map" : page.replace(".html", ""), first: weigh(first), later: weigh(later) };
  }),
);
