#!/usr/bin/env bash
# Installs the Debian packages that are missing, of the kinds named: build, test.
set -euo pipefail

build=(build-essential pkg-config libwebkit2gtk-4.1-dev)
test=(chromium dbus-daemon fonts-dejavu-core fonts-noto-core imagemagick openbox shellcheck webkit2gtk-driver xdotool xvfb)

wanted=()
for kind in "$@"; do
  case "$kind" in
    build) wanted+=("${build[@]}") ;;
    test) wanted+=("${test[@]}") ;;
    *) echo "setup: unknown kind of packages: $kind" >&2 && exit 2 ;;
  esac
done

if ! command -v dpkg-query apt-get >/dev/null; then
  echo "setup: this is no Debian machine. Install what these Debian packages hold, then go on: ${wanted[*]}" >&2
  exit 0
fi

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $state == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "setup: these Debian packages are missing, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "setup: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
