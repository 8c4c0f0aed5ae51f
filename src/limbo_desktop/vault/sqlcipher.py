"""sqlcipher3 under one name, with the types of the standard library's sqlite3.

sqlcipher3 is a build of that very module and ships no stubs; what it adds (`set_key`) is used in
`connection` alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlcipher
else:
    from sqlcipher3 import dbapi2 as sqlcipher

__all__ = ["sqlcipher"]
