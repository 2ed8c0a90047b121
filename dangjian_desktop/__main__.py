"""Start the program: `python -m dangjian_desktop`, `dangjian-desktop`, and the frozen program."""

import sys

from dangjian_desktop.bootstrap import start


def main() -> None:
    """Run the window, or the verb on the command line, and exit with its code."""
    sys.exit(start(sys.argv[1:]))


if __name__ == "__main__":
    main()
