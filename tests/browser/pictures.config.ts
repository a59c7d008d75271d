import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

// The pictures of docs/, taken by `make screenshots`.
export default defineConfig(tests, {
  testMatch: "*.pictures.ts",
  timeout: 300_000,
  use: { viewport: { width: 1920, height: 1080 } },
});
