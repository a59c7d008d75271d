#!/bin/sh
# Fetches a real, small country as a demo region: regions/liechtenstein.osm.pbf (about 600 KB), from the test data in
# the source package of osm2pgsql. Map data © OpenStreetMap contributors, ODbL. Installs nothing; safe to run again.
set -eu

sha256=edb2b075be057662691fc343abed4ed58f139dd7c501c243197640fcb3ea82d4
name=liechtenstein-2013-08-03.osm.pbf
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
target=$root/regions/liechtenstein.osm.pbf

say() { printf 'fetch-demo-region: %s\n' "$*"; }
fail() { printf 'fetch-demo-region: %s\n' "$*" >&2; exit 1; }
is_genuine() { [ -f "$1" ] && printf '%s  %s\n' "$sha256" "$1" | sha256sum --check --status; }

if is_genuine "$target"; then
    say "already there: $target"
    exit 0
fi

for command in apt-get sha256sum tar xz; do
    command -v "$command" >/dev/null 2>&1 ||
        fail "needs '$command'. On a system without apt, put any .osm.pbf at $target instead."
done
[ -r /etc/os-release ] || fail "cannot tell which Debian this is: no /etc/os-release. Put any .osm.pbf at $target instead."
# shellcheck source=/dev/null
. /etc/os-release
[ "${ID:-}" = debian ] || fail "works on Debian only, this is '${ID:-unknown}'. Put any .osm.pbf at $target instead."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/lists/partial"

# The machine's own Debian mirror, asked for sources, in a list of its own so that nothing of the system changes.
mirror=$(sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*debian\)\/\{0,1\}$/\1/p; s/^deb[[:space:]]\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*debian\)\/\{0,1\}[[:space:]].*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | head -n 1)
[ -n "$mirror" ] || fail "found no Debian mirror in /etc/apt."
printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' \
    "$mirror" "${VERSION_CODENAME:-stable}" >"$work/demo.sources"

apt() {
    apt-get -qq -o Dir::Etc::sourcelist="$work/demo.sources" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$work/lists" -o APT::Sandbox::User= "$@"
}

cd "$work"
say "asking Debian for the source package of osm2pgsql"
# An update that cannot reach the mirror only warns, so the download decides.
apt update >"$work/log" 2>&1 || true
apt source --download-only osm2pgsql >>"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "could not download it. Is this machine offline? Put any .osm.pbf at $target instead."
}

tar -xf osm2pgsql_*.orig.tar.* --wildcards "*/$name" --strip-components=1
found=$(find . -name "$name" -type f | head -n 1)
[ -n "$found" ] || fail "the source package no longer holds $name."
is_genuine "$found" || fail "$name is not the file expected (wrong sha256)."

mkdir -p "$root/regions"
cp "$found" "$target.part"
mv "$target.part" "$target"
say "fetched: $target"
