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
started=()
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT
exec {said}< <(exec Xvfb -displayfd 1 -screen 0 1600x900x24 -nolisten tcp 2>/dev/null)
started+=("$!")
read -r -u "$said" display
exec {said}< <(exec dbus-daemon --session --nofork --print-address=1 2>/dev/null)
started+=("$!")
read -r -u "$said" bus
export DISPLAY=:$display DBUS_SESSION_BUS_ADDRESS=$bus NO_AT_BRIDGE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1
export XDG_CONFIG_HOME=$taken/home XDG_DATA_HOME=$taken/home
unset WAYLAND_DISPLAY
target/debug/sigap-desk --region "$SIGAP_TEST_REGION" --room "$taken/room" &
started=("$!" "${started[@]}")
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
