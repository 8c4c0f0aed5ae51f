"""Moments and lengths of time that files tell, in words."""

from limbo_desktop.text.said import Said
from limbo_desktop.text.words import Words


def moment(words: Words, at: str) -> Said:
    """Return an ISO time in words: “2 July 2023, 23:19:11 (UTC+3)”, without a zone as it is."""
    day, _, rest = at.partition("T")
    clock, offset = rest[:8], rest[8:]
    try:
        said = words.date_time(day, clock)
    except ValueError:
        return words.identifier(at)
    if not offset:
        return said
    zone = "UTC" if offset in ("+00:00", "Z") else f"UTC{offset.removesuffix(':00')}"
    return words.t("{time} ({zone})", time=said, zone=words.identifier(zone))


def length_of(words: Words, seconds: float) -> Said:
    """Return how long something lasts, as a clock: 0:06, 1:02:30; "" when it is not known."""
    if not seconds:
        return Said("")
    minutes, rest = divmod(max(1, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return words.digits(clock)
