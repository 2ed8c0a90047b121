"""Start the program: `python -m dangjian_desktop`, `dangjian-desktop`, and the frozen program."""

import sys

from dangjian_desktop.core.garbage import collect_seldom


def main() -> None:
    """Run the window, or the verb on the command line, and exit with its code."""
    collect_seldom()  # before the rest is imported, which makes the most of what stays
    from dangjian_desktop.bootstrap import start

    sys.exit(start(sys.argv[1:]))


if __name__ == "__main__":
    main()
