# What every script needs: where we are, how we speak, how we become root. To be sourced.

DARS_ROOT="${DARS_ROOT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
export DARS_ROOT
DARS_STATE="$DARS_ROOT/.dars"

# One line of progress.
say() {
    printf 'dars: %s\n' "$*" >&2
}

# What failed, and what to do about it; ends the script.
fail() {
    printf 'dars: FAILED: %s\n' "$1" >&2
    shift
    local line
    for line in "$@"; do
        printf 'dars:   %s\n' "$line" >&2
    done
    exit 1
}

# Runs a long step with its output kept in a file, whose end is shown only if the step fails.
#   step "Doing this" "what to do when it fails" command arguments…
step() {
    local what="$1" advice="$2" log
    shift 2
    mkdir -p "$DARS_STATE/log"
    log="$DARS_STATE/log/setup.log"
    say "$what …"
    if ! "$@" >"$log" 2>&1; then
        tail -n 15 "$log" | sed 's/^/    /' >&2
        fail "$what" "$advice" "The whole output is in $log"
    fi
}

# Runs a command as root: directly, or with sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "'$*' needs root" "Install sudo and allow yourself to use it, or run this as root."
    fi
}

# Installs Debian packages.
apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# The Python that has pip.
python_with_pip() {
    local python
    for python in python3 python; do
        if command -v "$python" >/dev/null && "$python" -m pip --version >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
    fail "no Python with pip was found" "On Debian: apt-get install python3-pip"
}
