#!/usr/bin/env bash
# Sees to the browsers that tests drive: Debian's chromium and firefox-esr where packages may be installed,
# and otherwise whatever there is. Without any Chromium the tests cannot run.
set -euo pipefail

# A program on the path; the shell's own functions do not count.
have() { type -P "$1" >/dev/null; }

has_chromium() {
    [ -n "${ELVIT_BROWSER:-}" ] || have chromium || have chromium-browser || have google-chrome || have microsoft-edge ||
        [ -d "/Applications/Google Chrome.app" ]
}

has_firefox() { have firefox-esr || have firefox || [ -d "/Applications/Firefox.app" ]; }

missing=()
has_chromium || missing+=(chromium)
has_firefox || missing+=(firefox-esr)

if [ "${#missing[@]}" -gt 0 ] && have apt-get && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" || true
fi

has_chromium || { echo "No Chromium, Chrome or Edge: install one, or name it in ELVIT_BROWSER." >&2; exit 1; }
has_firefox || echo "No Firefox: tests that need it are skipped." >&2
