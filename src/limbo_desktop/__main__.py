"""`python -m limbo_desktop`: the same as the command `limbo-desktop`."""

from limbo_desktop.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
