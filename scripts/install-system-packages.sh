#!/bin/sh
# Installs the packages of the groups named (see system-packages.txt) where that is allowed: as root
# on a Debian. Elsewhere it says what is missing, and the commands that need it will say so again.
# For the tests a browser is needed: the one on the PATH, or else Playwright's own.
set -u
cd "$(dirname "$0")/.." || exit 1

install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing=""
for group in "$@"; do
  for package in $(awk -v group="$group" '$1 == group { print $2 }' scripts/system-packages.txt); do
    case "$package" in
      default-jre-headless) command -v java >/dev/null 2>&1 && continue ;;
      openssh-client) command -v ssh-keygen >/dev/null 2>&1 && continue ;;
    esac
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing from Debian:$missing"
    # shellcheck disable=SC2086
    apt-get update -qq && install $missing ||
      for package in $missing; do # a name that this Debian lacks must not stop the others
        install "$package" || echo "could not be installed: $package" >&2
      done
  else
    echo "install these packages, or what they hold:$missing" >&2
  fi
fi

case " $* " in *" test "*) ;; *) exit 0 ;; esac
command -v chromium-headless-shell >/dev/null 2>&1 && exit 0
command -v chromium >/dev/null 2>&1 && exit 0
echo "fetching Playwright's own browser"
.venv/bin/python -m playwright install chromium && exit 0
echo "no browser could be had: install the package 'chromium' and run again" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
