#!/bin/sh
# Makes .venv ready for one lock file, once: sh bin/setup.sh requirements.lock
# Needs: Python 3.12 or newer and, the first time, the network. Writes .venv and var/ only.
set -eu
CDPATH= cd -- "$(dirname -- "$0")/.."
lock=$1
log=var/setup.log
mark=.venv/bekal-ready
export PYTHONNOUSERSITE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

say() { printf '%s\n' "$*"; }

fail() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

checksum() { cksum <"$1" | tr -d '\n'; }

is_ready() {
    grep -qxF "$lock $(checksum "$lock")" "$mark" 2>/dev/null &&
        .venv/bin/python -c 'import django, celery' 2>/dev/null
}

# Prints "rank path" if the interpreter really runs, can make environments and has our versions.
# A file named python3.12 may be a shim for a version that is not selected: only running it tells.
weigh() {
    "$1" -I -c '
import ensurepip, sqlite3, ssl, sys, sysconfig, venv
final = sys.version_info.releaselevel == "final" and not sysconfig.get_config_var("Py_GIL_DISABLED")
if sys.version_info < (3, 12) or not final or sqlite3.sqlite_version_info < (3, 37):
    sys.exit(1)
tried = sys.version_info < (3, 15)
print("%d%03d%03d %s" % (tried, *sys.version_info[1:3], sys.executable))
' </dev/null 2>/dev/null || true
}

user_homes() {
    [ -z "${HOME:-}" ] || say "$HOME"
    getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6
}

candidates() {
    for name in python3.14 python3.13 python3.12 python3 python; do
        command -v "$name" 2>/dev/null || true
    done
    ls -d /usr/local/bin/python3* /opt/*/bin/python3 2>/dev/null || true
    [ -z "${PYENV_ROOT:-}" ] || ls -d "$PYENV_ROOT"/versions/*/bin/python 2>/dev/null || true
    [ -z "${UV_PYTHON_INSTALL_DIR:-}" ] ||
        ls -d "$UV_PYTHON_INSTALL_DIR"/*/bin/python3 2>/dev/null || true
    user_homes | while IFS= read -r home; do
        ls -d "$home"/.pyenv/versions/*/bin/python \
            "$home"/.local/share/uv/python/*/bin/python3 2>/dev/null || true
    done
}

find_python() {
    if [ -n "${BEKAL_PYTHON:-}" ]; then
        weigh "$BEKAL_PYTHON"
    else
        candidates | while IFS= read -r path; do weigh "$path"; done
    fi | sort -rn | head -n 1 | cut -d' ' -f2-
}

# One set-up at a time; a lock whose owner is gone is taken over.
take_lock() {
    until mkdir var/setup.lock 2>/dev/null; do
        owner=$(cat var/setup.lock/owner 2>/dev/null || true)
        if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null; then
            [ -n "${waited:-}" ] || say "Another set-up of this folder is running. Waiting for it."
            waited=1
            sleep 1
        elif [ -n "$owner" ] || [ -n "${patience:-}" ]; then
            rm -rf var/setup.lock
        else
            patience=1
            sleep 1
        fi
    done
    say $$ >var/setup.lock/owner
    trap 'rm -rf var/setup.lock' EXIT
    trap 'exit 130' INT TERM HUP
}

make_environment() {
    if [ -e .venv ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        rm -f "$mark"
        return
    fi
    python=$(find_python)
    [ -n "$python" ] || [ -z "${BEKAL_PYTHON:-}" ] || fail \
        "BEKAL_PYTHON=$BEKAL_PYTHON does not run here, is older than 3.12," \
        "or lacks one of ssl, sqlite3, venv and ensurepip."
    [ -n "$python" ] || fail \
        "Bekal needs Python 3.12 or newer, with ssl, sqlite3, venv and ensurepip." \
        "Looked at: \$BEKAL_PYTHON, the PATH, /usr/local/bin, pyenv's and uv's folders." \
        "Install one (Debian: apt-get install python3-venv; or: uv python install 3.13)," \
        "or name one: BEKAL_PYTHON=/path/to/python3.13 ./run"
    say "Set-up: making an environment with $python"
    rm -rf .venv
    if ! "$python" -I -m venv .venv >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -rf .venv
        fail "The environment could not be made. Is this folder writable and the disk not full?"
    fi
}

count() { grep -cE "$1" "$log" 2>/dev/null || true; }

# Says how far the installer is: on a terminal in place, elsewhere a line every ten seconds.
show_progress() {
    total=$(grep -c '==' "$lock")
    seconds=0
    while kill -0 "$1" 2>/dev/null; do
        if [ "$(count '^Installing collected')" != 0 ]; then
            step="all $total packages are here, unpacking them"
        else
            found=$(count '^(Collecting|Requirement already satisfied)')
            step="fetching packages, $found of $total"
        fi
        if [ -t 1 ]; then
            printf '\rSet-up: %s (%s s)    ' "$step" "$seconds"
        elif [ $((seconds % 10)) = 0 ] && [ "$seconds" != 0 ]; then
            say "Set-up: $step ($seconds s)"
        fi
        sleep 1
        seconds=$((seconds + 1))
    done
    [ ! -t 1 ] || printf '\n'
}

install() {
    say "Set-up: installing the packages of $lock (only this time; needs the network)"
    .venv/bin/python -m pip install --require-hashes --only-binary :all: --progress-bar off \
        -r "$lock" >"$log" 2>&1 &
    installer=$!
    trap 'kill "$installer" 2>/dev/null; exit 130' INT TERM HUP
    show_progress "$installer"
    if ! wait "$installer"; then
        grep -E '^(ERROR|WARNING: Retry)' "$log" | tail -n 4 >&2 || true
        rm -rf .venv
        fail "The packages could not be installed; nothing half-made was left behind." \
            "Check the network (or your package index) and start again. All details: $log"
    fi
    say "$lock $(checksum "$lock")" >"$mark"
    # The development lock holds every package of the other one.
    [ "$lock" != requirements-dev.lock ] ||
        say "requirements.lock $(checksum requirements.lock)" >>"$mark"
}

is_ready && exit 0
mkdir -p var 2>/dev/null && [ -w . ] && [ -w var ] || fail \
    "This folder is not writable for user $(id -un 2>/dev/null || id -u): $PWD" \
    "Copy it to a place of your own, or make it yours (chown)."
take_lock
is_ready && exit 0
make_environment
install
say "Set-up: done."
