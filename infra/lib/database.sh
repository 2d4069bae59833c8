# PostgreSQL's server programs. To be sourced after say.sh.

postgres_oldest=15

# Prints the folder of the newest server programs that are new enough.
find_postgres() {
    local folder version
    {
        ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5,5 -rn
        if command -v pg_config >/dev/null; then pg_config --bindir; fi
        if command -v postgres >/dev/null; then dirname "$(command -v postgres)"; fi
    } | while read -r folder; do
        [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] || continue
        version="$("$folder/postgres" --version | grep -oE '[0-9]+' | head -n 1)"
        if [ "${version:-0}" -ge "$postgres_oldest" ]; then
            echo "$folder"
            break
        fi
    done
}

postgres_ready() {
    local folder
    folder="$(cat "$DARS_STATE/postgres-bin" 2>/dev/null)" && [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ]
}

# Debian starts a cluster of its own for a new server, unless told not to beforehand.
keep_debian_from_starting_a_cluster() {
    local settings=/etc/postgresql-common/createcluster.conf
    if grep -qsE '^[[:space:]]*create_main_cluster' "$settings"; then return; fi
    as_root mkdir -p "${settings%/*}" && echo 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
}

# An answer to dpkg's question about the file that we wrote before the package did.
install_postgres_packages() {
    keep_debian_from_starting_a_cluster &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
            -o Dpkg::Options::=--force-confold postgresql
}

install_postgres() {
    local folder
    folder="$(find_postgres || true)"
    if [ -z "$folder" ]; then
        command -v apt-get >/dev/null ||
            fail "no PostgreSQL server >= $postgres_oldest was found" "Install it with this system's package manager."
        step "Installing PostgreSQL" "Try 'apt-get install postgresql' by hand (version $postgres_oldest or newer)." \
            install_postgres_packages
        folder="$(find_postgres || true)"
        [ -n "$folder" ] || fail "Debian's postgresql is older than $postgres_oldest" "Install a newer server by hand."
    fi
    echo "$folder" >"$DARS_STATE/postgres-bin"
}
