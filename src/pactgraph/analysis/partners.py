"""With whom a State has most to settle: its neighbours by land, and States with which it shares a corridor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pactgraph.facts.records import Key

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.legal_basis import ActBasis
    from pactgraph.analysis.recorded import Fact


@dataclass(frozen=True)
class Partner:
    """
    A neighbour or corridor partner of a State.

    `victims_here` are those with the partner's citizenship detected in the State, `victims_there` the other way round.
    `bases` tell of each act of cooperation by what it is provided between the two.
    """

    state: Key
    border: Fact | None
    victims_here: Fact | None
    victims_there: Fact | None
    bases: tuple[ActBasis, ...]

    @cached_property
    def provided(self) -> int:
        """How many acts a treaty or an agreement provides."""
        return sum(basis.answer == "provided" for basis in self.bases)

    @property
    def treaties(self) -> list[str]:
        """The treaties that provide some act between the two, each once."""
        return list(dict.fromkeys(treaty for basis in self.bases for treaty in basis.treaties))

    @property
    def victims(self) -> int:
        """Victims detected between the two, at least."""
        facts = (self.victims_here, self.victims_there)
        numbers = [fact.properties.get("victims_min") for fact in facts if fact is not None]
        return sum(number for number in numbers if isinstance(number, int))

    @property
    def facts(self) -> list[Fact]:
        """What makes the two partners."""
        return [fact for fact in (self.border, self.victims_here, self.victims_there) if fact is not None]

    @property
    def relation(self) -> str:
        """What makes them partners, in words."""
        parts = ["neighbour"] if self.border is not None else []
        for fact, what in (
            (self.victims_here, "from there detected here"),
            (self.victims_there, "from here detected there"),
        ):
            if fact is not None:
                least, most = (fact.text(name) or "?" for name in ("victims_min", "victims_max"))
                years = "–".join(dict.fromkeys(fact.text(name) for name in ("first_year", "last_year")))
                parts.append(f"{least if least == most else f'{least}–{most}'} victims {what}, {years}")
        return "; ".join(parts)


def pairs(then: AsAt) -> list[tuple[str, str]]:
    """Return every two Member States that are neighbours by land or share a corridor, the smaller id first, sorted."""
    inside = set(then.members)
    corridors = {
        (min(fact.start.id, fact.end.id), max(fact.start.id, fact.end.id))
        for fact in then.detections
        if fact.start.id != fact.end.id and {fact.start.id, fact.end.id} <= inside
    }
    return sorted({*then.borders, *corridors})


def partners(then: AsAt, state: str) -> list[Partner]:
    """Return the partners of a State: with fewest acts provided first, then neighbours, then by victims detected."""
    here: dict[str, Fact] = {}
    there: dict[str, Fact] = {}
    for fact in then.detections:
        if fact.start.id != fact.end.id:
            if fact.end.id == state:
                here[fact.start.id] = fact
            elif fact.start.id == state:
                there[fact.end.id] = fact
    basis = then.legal_basis
    found = [
        Partner(
            Key("State", other),
            then.borders.get((min(state, other), max(state, other))),
            here.get(other),
            there.get(other),
            tuple(basis.between(state, other, act) for act in basis.acts),
        )
        for other in sorted({*then.neighbours.get(state, ()), *here, *there} & set(then.members))
    ]
    return sorted(found, key=lambda one: (one.provided, one.border is None, -one.victims, one.state.id))
