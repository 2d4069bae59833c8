# A browser and its driver, for the tests of pages: Debian's chromium and chromedriver. To be sourced after say.sh.

browser_ready() {
    command -v chromium >/dev/null && command -v chromedriver >/dev/null
}

install_browser_packages() {
    apt_install chromium chromium-driver
}

install_browser() {
    command -v apt-get >/dev/null ||
        fail "no chromium and chromedriver were found" "Install both, of one version, with this system's package manager."
    step "Installing chromium and chromedriver" "Try 'apt-get install chromium chromium-driver' by hand." \
        install_browser_packages
    browser_ready || fail "chromium was installed and is not there" "Look for it: dpkg -L chromium chromium-driver"
}
