"""Part what the gate refuses: what is about a field of a form stands beside it, the rest above the form."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.content import Problem
from bot.web.decide import Fault
from bot.web.visit import Visit

_NAMED = {"gap": "section"}  # keys whose fields have another name

Beside = Mapping[str, list[Problem]]
"""Problems by the names of the fields that they are about."""


def parted(visit: Visit, fault: Fault | None, entry: str, fields: Collection[str]) -> tuple[Fault | None, Beside]:
    """The fault without what stands beside the `fields` of an entry's form; and that, in the curator's language."""
    beside: dict[str, list[Problem]] = {}
    rest = []
    for problem in fault.problems if fault else ():
        name = _NAMED.get(problem.field, problem.field)
        if problem.entry and problem.entry == entry and name in fields:
            beside.setdefault(name, []).append(problem.in_language(visit.language, "field"))
        else:
            rest.append(problem)
    return replace(fault, problems=rest) if fault else None, beside
