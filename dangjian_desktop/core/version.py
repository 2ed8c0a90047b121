"""The program's version, as manifests and the window name it."""

VERSION = "0.1.0"
