#!/bin/sh
# A browser for the tests: the one on the PATH, else Debian's, else Playwright's own.
# Without any of them the browser tests are skipped, but in CI they fail.
set -u
cd "$(dirname "$0")/.." || exit 1
packages=$(grep -v '^#' tests/system-packages.txt)

if command -v chromium >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing a browser and fonts from Debian"
  # shellcheck disable=SC2086
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $packages >/dev/null; then
    exit 0
  fi
fi
echo "fetching Playwright's own browser"
if .venv/bin/python -m playwright install chromium; then
  exit 0
fi
echo "no browser could be had: install the package 'chromium' and run again" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
