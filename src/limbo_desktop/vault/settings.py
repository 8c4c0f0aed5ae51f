"""The settings that belong to a case and therefore lie in its vault: one typed table."""

import json
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from limbo_desktop.vault.store import Store

T = TypeVar("T", str, int, bool)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: its name, its default (which gives the type) and, if limited, its choices."""

    name: str
    default: T
    choices: tuple[T, ...] = ()

    def allows(self, value: object) -> bool:
        """Whether the value is of the setting's type and among its choices."""
        right_type = type(value) is type(self.default)
        return right_type and (not self.choices or value in self.choices)


LANGUAGE: Final = Setting("language", "")
"""Language of the window, BCP 47; "" is the one chosen at the start."""
THEME: Final = Setting("theme", "system", ("system", "light", "dark"))
TEXT_PERCENT: Final = Setting("text_percent", 100)
LOCK_AFTER_MINUTES: Final = Setting("lock_after_minutes", 10)
ARABIC_MONTHS: Final = Setting("arabic_months", "ar-SY", ("ar-SY", "ar-EG"))
CALENDAR: Final = Setting("calendar", "", ("", "ours", "both"))
"""Whether the Islamic date stands beside ours; "" is as usual in the language of the window."""
COVER_THREATS: Final = Setting("cover_threats", default=True)
WINDOW: Final = Setting("window", "")
"""Size and place of the window, as the window writes it; never kept outside the vault."""

HIDE_FROM_CAPTURE: Final = Setting("hide_from_capture", default=True)
"""Whether the window stays out of screenshots where the system offers that."""
MEMORY_TOLD: Final = Setting("memory_told", default=False)
"""Whether the person saw that this computer writes memory to its disk in the clear."""
BOTH_KEPT: Final = Setting("both_kept", "")
"""What happened to the file while it was open, where our state lies since and where the other's:
"replaced/new name/old name"; "" once the person has closed what says so."""
SHEET_UNCHECKED: Final = Setting("sheet_unchecked", default=False)
"""Whether digits were shown that nobody typed back: their paper may not exist."""
BACKUP_FOLDER: Final = Setting("backup_folder", "")
"""Where copies go by themselves; "" is nowhere."""
BACKUP_MEDIUM: Final = Setting("backup_medium", "")
"""The mount point of that folder when it was chosen."""
BACKUP_ASKED: Final = Setting("backup_asked", default=False)
BACKUP_AT: Final = Setting("backup_at", 0)
"""When the last good copy was made (seconds UTC), and of which state."""
BACKUP_STATE: Final = Setting("backup_state", "")
FORMER_SALTS: Final = Setting("former_salts", "")
"""The salts under earlier passphrases, in hex: by them copies are known that those still open."""


class Settings:
    """The values of one vault; what was never set has its default."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default when none is kept that the setting allows."""
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT value FROM setting WHERE name = ?", (setting.name,)
            ).fetchone()
        value: T = json.loads(row[0]) if row else setting.default
        return value if setting.allows(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value; ValueError when the setting does not allow it."""
        if not setting.allows(value):
            raise ValueError(setting.name)
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO setting VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (setting.name, json.dumps(value)),
            )
