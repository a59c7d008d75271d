#!/usr/bin/env bash
# Takes the pictures in docs/ again: of the web UI in Chromium, and of the real window under a display of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build test
scripts/ui.sh
cargo build --workspace --bins
scripts/demo-region.sh

taken=$PWD/target/pictures
rm -rf "$taken"
mkdir -p "$taken" docs
export SIGAP_TEST_REGION=$PWD/regions/demo.region SIGAP_PICTURES=$taken
npm --prefix tests/browser exec --silent -- playwright test --config tests/browser/pictures.config.ts

# The window of the same room. It is given time rather than watched: this is a picture, not a test.
exec {said}< <(exec Xvfb -displayfd 1 -screen 0 1600x900x24 -nolisten tcp 2>/dev/null)
xvfb=$!
trap 'kill "${desk:-}" "$xvfb" 2>/dev/null || true' EXIT
read -r -u "$said" display
export DISPLAY=:$display WEBKIT_DISABLE_DMABUF_RENDERER=1 XDG_CONFIG_HOME=$taken XDG_DATA_HOME=$taken
unset WAYLAND_DISPLAY
dbus-run-session -- target/debug/sigap-desk --region "$SIGAP_TEST_REGION" --room "$taken/room" &
desk=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name 'Sigap 112' | head -n 1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1600 900 windowfocus "$window"
sleep 15
xdotool key alt+i
sleep 2
xdotool key Return
sleep 10
import -window root "$taken/window.png"

for picture in "$taken"/*.png; do
  convert "$picture" -strip -dither None -colors 256 -define png:compression-level=9 "docs/$(basename "$picture")"
done
ls -l docs/*.png
