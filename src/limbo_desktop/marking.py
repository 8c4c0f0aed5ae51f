"""Marks messages that stand in tables of data, so that the catalogues hold them."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Return `message` as it is; Babel extracts it, `Words.t` translates it where it is shown."""
    return message
