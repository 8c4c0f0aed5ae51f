#!/bin/sh
# Makes the virtual environment with the first Python >= 3.11 that is found.
#     make_venv.sh FOLDER      PYTHON=... chooses the interpreter
set -eu
folder=${1:?"where the environment goes"}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed; PYTHON=/path/to/python3 names one that is not on the path." >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    line="apt-get install --no-install-recommends -y python$version-venv"
    echo "$python has no venv module." >&2
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Running: $line" >&2
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive $line
    else
        echo "Install it first:  sudo $line" >&2
        exit 1
    fi
fi
"$python" -m venv "$folder"
