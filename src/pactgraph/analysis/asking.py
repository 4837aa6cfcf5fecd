"""Whom to ask about what is not known of a State: who could answer, and how much hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pactgraph.analysis.gaps import unknown_bodies
from pactgraph.analysis.legal_basis import Asked, whom_to_ask
from pactgraph.analysis.partners import partners
from pactgraph.facts.records import Key
from pactgraph.facts.standing import UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt


class Open(NamedTuple):
    """One thing that is not known of a State, and who could tell; `partner` where it is between two."""

    whom: Asked
    what: str
    partner: str = ""


@dataclass
class Addressee:
    """
    Somebody who could answer, and what to ask: `victims` is the lower bound of those detected between the State and
    the partners in question, `borders` how many of these are neighbours by land.
    """

    whom: Asked
    questions: list[str] = field(default_factory=list)
    victims: int = 0
    borders: int = 0


def whom_to_ask_about(then: AsAt, state: str) -> list[Addressee]:
    """
    Return who could answer what is not known of a State: most detected victims first, then borders, then questions.

    Asked are where it stands towards treaties, whether it belongs to a body that works on trafficking, and what
    provides each act of cooperation with its neighbours and corridor partners.
    """
    around = {partner.state.id: partner for partner in partners(then, state)}
    found: dict[Asked, Addressee] = {}
    counted: dict[Asked, set[str]] = defaultdict(set)
    for one in _open(then, state):
        addressee = found.setdefault(one.whom, Addressee(one.whom))
        if one.what not in addressee.questions:
            addressee.questions.append(one.what)
        if one.partner and one.partner not in counted[one.whom]:
            counted[one.whom].add(one.partner)
            addressee.victims += around[one.partner].victims
            addressee.borders += around[one.partner].border is not None
    return sorted(found.values(), key=lambda one: (-one.victims, -one.borders, -len(one.questions), str(one.whom)))


def _open(then: AsAt, state: str) -> Iterator[Open]:
    """Yield everything that is not known of a State, with each one who could tell."""
    of_acts = {treaty for act in then.legal_basis.acts for treaty in then.legal_basis.provides(act)}
    for treaty in sorted(then.treaties, key=lambda treaty: (treaty not in then.core, treaty)):
        if then.asks(state, treaty) and then.standing_of(state, treaty).answer in UNSETTLED:
            name = then.name(Key("Treaty", treaty))
            yield Open(Asked("depositary", treaty), f"whether it is party to {name}")
            if treaty in of_acts or treaty in then.core:
                yield Open(Asked("State", state), f"whether it is party to {name}")
    for body in unknown_bodies(then, state):
        yield Open(Asked("secretariat", body.id), f"whether it takes part in {then.name(body)}")
    for partner in partners(then, state):
        for basis in partner.bases:
            for asked in whom_to_ask(basis, state, partner.state.id):
                what = f"{then.name(Key('Act', basis.act))} with {then.name(partner.state)}"
                yield Open(asked, what, partner.state.id)
