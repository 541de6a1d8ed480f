#!/bin/sh
# Prints the path of a Chromium for the journeys. As root on a machine with apt-get it installs one.
# Prints nothing (and ends with 1) if there is none.
set -eu

find_browser() {
    if [ -n "${BEKAL_CHROMIUM:-}" ]; then
        [ -x "$BEKAL_CHROMIUM" ] && printf '%s\n' "$BEKAL_CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" 2>/dev/null && return
    done
    return 1
}

find_browser && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 1
echo "Installing Chromium for the journeys (apt-get, only this time)" >&2
export DEBIAN_FRONTEND=noninteractive
{
    timeout 120 apt-get update && timeout 400 apt-get install -y --no-install-recommends \
        chromium fonts-noto-core fonts-noto-color-emoji
} >var/browser.log 2>&1 || {
    echo "Chromium could not be installed; details: var/browser.log" >&2
    exit 1
}
find_browser
