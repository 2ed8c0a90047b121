#!/bin/sh
# Opens the window, or runs the headless demo where there is no display.
set -eu
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$1" -m dangjian_desktop
fi
echo "没有显示器，改为运行无界面演示，结果在 build/demo/。"
exec "$1" -m dangjian_desktop demo --out build/demo
