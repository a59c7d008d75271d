import { defineConfig } from "@playwright/test";

// Debian's own Chromium: no browser is downloaded. The switches keep it from asking for anything by itself.
const chromiumArgs = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "results",
  // One real room and one real browser at a time; a test that passes on a second try has found something.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: {
    timeout: 15_000,
    // Letters set on whole pixels rather than between them, as on another machine, are 1.9 % of a screen; a panel's header
    // that is four pixels higher is 2.8 % of the call's.
    toHaveScreenshot: { threshold: 0.3, maxDiffPixelRatio: 0.02, animations: "disabled" },
  },
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: "/usr/bin/chromium", args: chromiumArgs },
    viewport: { width: 1440, height: 900 },
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    screenshot: "only-on-failure",
    trace: "off",
    video: "off",
  },
});
