"""Numbers as a PDF spells them: plain decimals, never an exponent."""

from decimal import Decimal


def plain(value: float) -> str:
    """A number with at most five decimals: "12.5"."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(value: float) -> Decimal:
    """A number for an array of a PDF, spelled as `plain` does."""
    return Decimal(plain(value))
