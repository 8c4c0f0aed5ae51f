"""Read a vault without the program: `python recipe.py CASE.limbo FOLDER < passphrase`.

Needs `pip install sqlcipher3 argon2-cffi`.  Prints every record and writes every file.
"""

import sys
import unicodedata
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from sqlcipher3 import dbapi2 as sqlcipher

vault, folder = Path(sys.argv[1]), Path(sys.argv[2])
typed = unicodedata.normalize("NFKC", input("Passphrase: "))
phrase = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in typed)
with vault.open("rb") as file:
    salt = file.read(16)
key = hash_secret_raw(
    phrase.encode(), salt, time_cost=3, memory_cost=262144, parallelism=4, hash_len=32, type=Type.ID
)
db = sqlcipher.connect(vault)
db.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
db.execute("PRAGMA cipher_page_size = 16384")
for kind, body in db.execute("SELECT type, body FROM record WHERE deleted_at IS NULL"):
    print(kind, body)
for blob, sha256 in db.execute("SELECT id, sha256 FROM blob").fetchall():
    with (folder / sha256).open("wb") as out:
        for (data,) in db.execute("SELECT data FROM chunk WHERE blob = ? ORDER BY number", (blob,)):
            out.write(data)
