"""A passphrase that costs next to nothing: for all that is not about what it costs."""

from typing import Final

from limbo_desktop.vault.key import Profile

CHEAP: Final = Profile(number=0, memory_kib=64, passes=1, lanes=1)
