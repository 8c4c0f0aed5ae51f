#!/bin/sh
# Finds the system libraries of system-libraries.txt that are missing, names the apt line that
# brings them, and runs that line when it may.
#     system-libraries.sh run|test      "test" asks for the tools of the tests as well
set -eu
for_what=${1:?"run or test"}
[ "$(uname -s)" = Linux ] || exit 0
list=$(dirname "$0")/system-libraries.txt
PATH=$PATH:/usr/sbin:/sbin
libraries=$(ldconfig -p 2>/dev/null || true)

missing() {
    case "$1" in
        /*) [ ! -e "$1" ] ;;
        *.so*) ! printf '%s\n' "$libraries" | grep -qF "$1 " ;;
        *) ! command -v "$1" >/dev/null 2>&1 ;;
    esac
}

packages=
while read -r name package needed_for; do
    case "$name" in '' | '#'*) continue ;; esac
    if [ "$needed_for" = test ] && [ "$for_what" != test ]; then continue; fi
    if missing "$name"; then packages="$packages $package"; fi
done <"$list"
[ -n "$packages" ] || exit 0

line="apt-get install --no-install-recommends -y$packages"
echo "These system libraries are missing:$packages" >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Running: $line" >&2
    apt-get update -q
    # shellcheck disable=SC2086  # one word each
    DEBIAN_FRONTEND=noninteractive $line
else
    echo "Install them first:  sudo $line" >&2
    exit 1
fi
