"""The program with passphrases that cost next to nothing: `python -m tests.e2e.quick COMMAND …`.

A passphrase costs a second on purpose, and most tests of the command line open a vault only to
look at something else.  Everything but that cost is the program's own.
"""

import sys

from tests.reliability.cheap import cheapen

if __name__ == "__main__":
    cheapen()
    from limbo_desktop.cli.main import main

    sys.exit(main())
