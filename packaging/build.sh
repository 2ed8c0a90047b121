#!/bin/sh
# Freezes the program into dist/dangjian-desktop/ and proves it: self-test in the frozen program, size, time.
set -eu
cd "$(dirname "$0")/.."
command -v strip >/dev/null || { [ "$(id -u)" = 0 ] && apt-get install -y -qq --no-install-recommends binutils >/dev/null; }
began=$(date +%s)
PYTHONHASHSEED=0 "$1" -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller packaging/dangjian.spec
built=$(date +%s)
QT_QPA_PLATFORM=offscreen dist/dangjian-desktop/dangjian-desktop self-test
tested=$(date +%s)
echo "dist/dangjian-desktop: $(du -sm dist/dangjian-desktop | cut -f1) MB, built in $((built - began)) s, self-test passed in $((tested - built)) s"
