# The virus scanner's program, for the tests of attachments: Debian's clamd. To be sourced after say.sh.

scanner_ready() {
    [ -x /usr/sbin/clamd ] || command -v clamd >/dev/null
}

# Debian starts the scanner and the download of its signatures for a new installation, unless told not to beforehand.
# Whoever has them running already has clamd, and is not asked here.
keep_debian_from_starting_the_scanner() {
    local unit
    [ -d /etc/systemd/system ] || return 0
    for unit in clamav-daemon.service clamav-daemon.socket clamav-freshclam.service; do
        [ -e "/etc/systemd/system/$unit" ] || as_root ln -s /dev/null "/etc/systemd/system/$unit"
    done
}

install_scanner_packages() {
    keep_debian_from_starting_the_scanner && apt_install clamav-daemon
}

install_scanner() {
    command -v apt-get >/dev/null ||
        fail "no clamd was found" "Install ClamAV's daemon with this system's package manager."
    step "Installing clamd" "Try 'apt-get install clamav-daemon' by hand." install_scanner_packages
    scanner_ready || fail "clamd was installed and is not there" "Look for it: dpkg -L clamav-daemon"
}
