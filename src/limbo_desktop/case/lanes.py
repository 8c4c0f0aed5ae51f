"""The five lanes of the story: the rows of the timeline picture and the filters above the list."""

from dataclasses import dataclass

from limbo_desktop.marking import N_


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane; `label` is a msgid."""

    name: str
    label: str


BEFORE = Lane("before", N_("Before"))
FORCE = Lane("force", N_("Threats and force"))
JOURNEY = Lane("journey", N_("Journey"))
PROCEDURE = Lane("procedure", N_("Procedure"))
EXILE = Lane("exile", N_("Life here"))

LANES = (BEFORE, FORCE, JOURNEY, PROCEDURE, EXILE)
"""From the top of the picture down; the story's order."""
