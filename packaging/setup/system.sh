#!/bin/sh
# Installs the system libraries that Qt needs, or the packages that it is called with, or names them in one sentence when it may not.
set -eu
packages="${*:-libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 libxkbcommon-x11-0 \
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-noto-cjk}"
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || packages="$packages python3-venv"
command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "These system packages are missing; ask an administrator to run: apt-get install$missing" >&2
    exit 1
fi
