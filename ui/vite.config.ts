import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { scaled } from "./scale.ts";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // The desktop shell and the room both serve the files from the root.
  base: "/",
  css: { postcss: { plugins: [scaled] } },
  build: {
    outDir: mode === "gallery" ? "dist-gallery" : "dist",
    // WebKitGTK 2.44 and the Chrome of the same year are the oldest engines a desk runs on.
    target: ["safari17.4", "chrome122"],
    rolldownOptions: {
      input:
        mode === "gallery"
          ? { gallery: "gallery.html" }
          : { desk: "index.html", responder: "responder.html", caller: "caller.html" },
      // How long plugins take says more of the machine than of the code.
      checks: { bundlerTimings: false },
    },
    // MapLibre alone is about a megabyte, and comes from the local disk.
    chunkSizeWarningLimit: 1500,
  },
  // MapLibre's worker imports modules.
  worker: { format: "es" },
  // Without this condition Svelte resolves to its server build under Node, where runes do not react.
  resolve: {
    ...(mode === "test" ? { conditions: ["browser"] } : {}),
    ...(mode === "gallery"
      ? { alias: [{ find: /^\.\/desk-map$/, replacement: "/src/gallery/no-map.ts" }] }
      : {}),
  },
  // Style sheets are empty in tests, but where one asks for their text.
  test: { include: ["src/**/*.test.ts"], css: { include: [/\.css\?raw$/] } },
}));
