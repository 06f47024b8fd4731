#!/bin/bash
# Installs the Debian packages named as arguments that are missing, or says in one line which command does it.
# Nothing is asked and apt is not started when all of them are there.
set -eu

missing=()
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  # An architecture may answer once each ("installedinstalled"); a trace of a removed one says "config-files".
  case "$state" in installed*) ;; *) missing+=("$package") ;; esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  # Not Debian: the libraries may be there under other names, so the program itself will tell.
  echo "Not a Debian system: make sure that it has what Debian calls ${missing[*]}" >&2
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "System packages are missing. Run this once, then repeat: sudo apt-get install ${missing[*]}" >&2
  exit 2
fi

echo "Installing system packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  # Services must not start by themselves: the tests start their own private ones.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1
}
# Package lists may be old or absent: try as it is, then once more with new lists.
if ! install; then
  "${as_root[@]}" apt-get update -qq >"$log" 2>&1 || true
  if ! install; then
    tail -n 5 "$log" >&2
    echo "System packages could not be installed. Run: sudo apt-get install ${missing[*]}" >&2
    exit 2
  fi
fi
