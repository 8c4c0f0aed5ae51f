"""The sixteen kinds of event with their fields, declared once.

Form, search text, the bundle's lines, the JSON Schema and the checks come from this table
(DOMAIN.md section 2).  A new kind or field is a change here plus its translations.
"""

from collections.abc import Mapping
from types import MappingProxyType

from limbo_desktop.case.kind import Kind
from limbo_desktop.case.kinds_force import FORCE_KINDS
from limbo_desktop.case.kinds_life import LIFE_KINDS
from limbo_desktop.case.kinds_procedure import PROCEDURE_KINDS
from limbo_desktop.case.lanes import BEFORE, EXILE, Lane
from limbo_desktop.case.records import Event

KINDS: Mapping[str, Kind] = MappingProxyType(
    {each.name: each for each in (*FORCE_KINDS, *LIFE_KINDS, *PROCEDURE_KINDS)}
)
"""Every kind by its name in the format."""


def lane_of(event: Event) -> Lane:
    """The lane that an event stands in: activity at home and in exile are told apart."""
    if event.kind == "activity":
        return EXILE if event.fields.get("in_exile") is True else BEFORE
    return KINDS[event.kind].lane
