"""`python -m weerbaarheid` is the command `weerbaarheid`."""

from weerbaarheid.cli import main

main()
