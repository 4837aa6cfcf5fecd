"""
Gaps: an expectation that is not met, claimed only where the sources cover the question.

Each answer is one of four: gap; no gap; unknown (no source covers the question on that day); not applicable (the
expectation does not arise). It carries the facts it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pactgraph.analysis.legal_basis import ANY, LegalBasis
from pactgraph.analysis.participation import Participation
from pactgraph.analysis.projection import Fact, Recorded
from pactgraph.facts.records import Key

Answer = Literal["gap", "no gap", "unknown", "not applicable"]
Kind = Literal["instrument", "border", "basis", "corridor", "mechanism", "bilateral", "ratification", "report", "un"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MOST = 0.75
"""Share of its peers that must be party before a State's absence is called a gap."""
LEAST_PEERS = 3
"""With fewer peers nothing is expected of a State."""

_WORK = (
    "ACTIVE_IN",
    "ADMINISTERS",
    "ADOPTED",
    "CHAIRS",
    "COOPERATES_WITH",
    "COORDINATES",
    "ESTABLISHED",
    "FACILITATES",
    "FUNDS",
    "HOSTED",
    "PRODUCED",
    "REPLIED_TO",
    "REPORTED",
    "SUPPORTS",
)
"""What a body is recorded to do; the documents, events and measures of the graph are about trafficking in persons."""


@dataclass(frozen=True, slots=True)
class Gap:
    """
    One question about `subject` and its answer.

    `about` is the treaty or list in question, `other` the neighbour or other State where the question is about a pair.
    `met` of `peers` meet the expectation, which `expectation` says in words; `standing` is what is recorded of the
    subject itself.
    """

    kind: Kind
    subject: Key
    about: Key | None
    other: Key | None
    answer: Answer
    standing: str
    expectation: str
    met: int
    peers: int
    facts: tuple[Fact, ...]


def find_gaps(  # noqa: PLR0911 - one case a kind
    recorded: Recorded, day: dt.date, kind: Kind, groups: Mapping[str, Iterable[str]] | None = None
) -> list[Gap]:
    """Return the gaps of one kind as at `day`; instrument gaps are measured within `groups` (subregions by default)."""
    match kind:
        case "instrument":
            chosen = regions(recorded) if groups is None else groups
            return instrument_gaps(recorded, day, chosen, around=neighbours(recorded, day))
        case "border":
            return border_gaps(recorded, day)
        case "basis":
            return basis_gaps(recorded, day)
        case "corridor":
            return corridor_gaps(recorded, day)
        case "mechanism":
            return mechanism_gaps(recorded, day)
        case "bilateral":
            return bilateral_gaps(recorded, day)
        case "ratification":
            return ratification_gaps(recorded, day)
        case "report":
            return report_gaps(recorded)
        case "un":
            return un_gaps(recorded, day)


def border_gaps(recorded: Recorded, day: dt.date, treaties: Sequence[str] | None = None) -> list[Gap]:
    """
    Return, for each treaty and each land border between UN Member States with a party on one side, the other side.

    The answer is gap where a source covers the treaty on that day, else unknown. Sorted by treaty, State, neighbour.
    """
    participation = Participation(recorded, day)
    members = set(recorded.members)
    borders = [
        fact
        for fact in recorded.holding("BORDERS", day)
        if fact.properties.get("kind") == "land" and {fact.start.id, fact.end.id} <= members
    ]
    gaps = []
    for treaty in treaties if treaties is not None else participation.treaties:
        for border in borders:
            for state, neighbour in ((border.start.id, border.end.id), (border.end.id, border.start.id)):
                standing = participation.standing(state, treaty)
                if standing == "party" or participation.standing(neighbour, treaty) != "party":
                    continue
                facts = (*participation.facts(state, treaty), *participation.facts(neighbour, treaty), border)
                gaps.append(
                    Gap(
                        "border",
                        Key("State", state),
                        Key("Treaty", treaty),
                        Key("State", neighbour),
                        "unknown" if standing == "unknown" else "gap",
                        standing,
                        "its neighbour is party",
                        1,
                        1,
                        facts,
                    )
                )
    return _sorted(gaps)


def instrument_gaps(
    recorded: Recorded,
    day: dt.date,
    groups: Mapping[str, Iterable[str]],
    treaties: Sequence[str] | None = None,
    *,
    around: Mapping[str, Sequence[str]] | None = None,
    most: float = MOST,
) -> list[Gap]:
    """
    Return, for each treaty and State that is not recorded as party, whether its absence stands out among its peers.

    `groups` names sets of States (regions, clusters), in which a State's peers are the others; `around` gives each
    State's neighbours. Where at least `most` of at least LEAST_PEERS peers are recorded as party: gap if a source
    covers the treaty on that day, else unknown; where fewer are: not applicable. Parties have no gap and are left out.
    Sorted by treaty, State and expectation.
    """
    participation = Participation(recorded, day)
    measured: list[tuple[str, str, frozenset[str]]] = []
    for group, states in groups.items():
        members = frozenset(states)
        measured += [(f"others of {group}", state, members - {state}) for state in sorted(members)]
    measured += [("neighbours", state, frozenset(others)) for state, others in (around or {}).items()]
    gaps = []
    for treaty in treaties if treaties is not None else participation.treaties:
        parties = {state for state, known in participation.parties if known == treaty}
        for whose, state, peers in measured:
            if state in parties:
                continue
            met = len(peers & parties)
            standing = participation.standing(state, treaty)
            expected = len(peers) >= LEAST_PEERS and met >= most * len(peers)
            answer: Answer = "not applicable" if not expected else "unknown" if standing == "unknown" else "gap"
            gaps.append(
                Gap(
                    "instrument",
                    Key("State", state),
                    Key("Treaty", treaty),
                    None,
                    answer,
                    standing,
                    f"{met} of {len(peers)} {whose} are party",
                    met,
                    len(peers),
                    participation.facts(state, treaty),
                )
            )
    return _sorted(gaps)


def basis_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the neighbours by land between which no treaty of LegalBasis, agreement or mechanism in common is recorded.

    Gap where the sources cover both treaties and agreements, else unknown. `met` of `peers`: neighbours of `subject`
    with whom there is a basis. Sorted by both ids, `subject` being the smaller.
    """
    basis, around = LegalBasis(recorded, day), neighbours(recorded, day)
    borders = {
        (min(f.start.id, f.end.id), max(f.start.id, f.end.id)): f
        for f in recorded.holding("BORDERS", day)
        if f.properties.get("kind") == "land"
    }
    found = []
    for one, others in around.items():
        based = [other for other in others if basis.exists(one, other)]
        found += [
            Gap(
                "basis",
                Key("State", one),
                None,
                Key("State", other),
                "unknown" if basis.unknown(one, other) else "gap",
                basis.absence(one, other),
                f"neighbours; with {len(based)} of its {len(others)} neighbours {one} has one",
                len(based),
                len(others),
                (borders[one, other], *basis.registers(one, other)),
            )
            for other in others
            if one < other and other not in based
        ]
    return found


def corridor_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the pairs of States where victims with the citizenship of one were detected in the other, and no treaty of
    LegalBasis, no agreement and no mechanism in common is recorded.

    `subject` is the detecting State, `other` the State of citizenship. Gap where the sources cover both treaties and
    agreements, else unknown. Sorted by falling number of victims (lower bound), then recency, then ids.
    """
    basis = LegalBasis(recorded, day)
    found = []
    for fact in recorded.facts.get("DETECTED_VICTIMS", ()):
        one, other = fact.end.id, fact.start.id
        first, last = fact.properties.get("first_year"), fact.properties.get("last_year")
        if one == other or basis.exists(one, other) or (isinstance(first, int) and first > day.year):
            continue
        least, most = fact.properties.get("victims_min", "?"), fact.properties.get("victims_max", "?")
        found.append(
            Gap(
                "corridor",
                fact.end,
                None,
                fact.start,
                "unknown" if basis.unknown(one, other) else "gap",
                basis.absence(one, other),
                f"{least} to {most} victims with that citizenship detected, {first} to {last}",
                0,
                1,
                (fact, *basis.registers(one, other)),
            )
        )

    def order(gap: Gap) -> tuple[int, int, str, str]:
        number, last = (gap.facts[0].properties.get(name) for name in ("victims_min", "last_year"))
        return (
            -(number if isinstance(number, int) else 0),
            -(last if isinstance(last, int) else 0),
            gap.subject.id,
            gap.other.id if gap.other else "",
        )

    return sorted(found, key=order)


def bilateral_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the neighbours and corridor partners for which an agreement on some topic is not recorded.

    Gap for the topics that a register of one of the two covers on that day; unknown where no register of either does
    and nothing is recorded. Sorted by both ids.
    """
    basis = LegalBasis(recorded, day)
    members = set(recorded.members)
    pairs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in (*recorded.holding("BORDERS", day), *recorded.facts.get("DETECTED_VICTIMS", ())):
        if fact.type == "BORDERS" and fact.properties.get("kind") != "land":
            continue
        one, other = sorted((fact.start.id, fact.end.id))
        if one != other and {one, other} <= members:
            pairs[one, other].append(fact)
    found = []
    for (one, other), facts in sorted(pairs.items()):
        registers = basis.registers(one, other)
        covered = {str(fact.properties.get("topic") or ANY) for fact in registers}
        missing = basis.missing_topics(one, other)
        if not missing and (registers or basis.agreements(one, other)):
            continue
        reason = " and ".join(sorted({"neighbours" if f.type == "BORDERS" else "a corridor" for f in facts}))
        found.append(
            Gap(
                "bilateral",
                Key("State", one),
                None,
                Key("State", other),
                "gap" if missing else "unknown",
                f"none recorded on {', '.join(missing)}" if missing else "unknown",
                f"{reason}; {len(covered)} topics covered by a register of one of the two",
                len(covered) - len(missing),
                len(covered),
                (*facts, *registers),
            )
        )
    return found


def ratification_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the signatures by UN Member States that no consent has followed: gap where a source covers the treaty.

    Sorted by day of signature, oldest first, then State and treaty.
    """
    participation = Participation(recorded, day)
    members = set(recorded.members)
    found = []
    for (state, treaty), signature in participation.signatures.items():
        if state not in members or (state, treaty) in participation.parties:
            continue
        years = "" if signature.since is None else f", {_full_years(signature.since, day)} full years before"
        found.append(
            Gap(
                "ratification",
                signature.start,
                signature.end,
                None,
                "gap" if treaty in participation.covered else "unknown",
                participation.standing(state, treaty),
                f"signed {signature.started or 'on an unrecorded day'}{years}",
                0,
                1,
                participation.facts(state, treaty),
            )
        )
    return sorted(found, key=lambda g: (g.facts[0].since or day, g.subject.id, g.about.id if g.about else ""))


def report_gaps(recorded: Recorded) -> list[Gap]:
    """
    Return the States that replied to a call for information and are not in one of its lists.

    Gap where the list is closed (it answers which States do); unknown where it is open, gives examples only, or does
    not say which it is. Lists in which no State has the measure in place (exceptions, plans, drafts, mere references)
    are left out: who is not in them lacks nothing. Sorted by list and State.
    """
    replies = {f.start: f for f in recorded.facts.get("REPLIED_TO", ()) if f.start.label == "State"}
    lists: dict[Key, dict[Key, Fact]] = defaultdict(dict)
    in_place: set[Key] = set()
    for fact in recorded.facts.get("REPORTED", ()):
        if fact.start.label == "State" and fact.properties.get("status") != "exception":
            lists[fact.end][fact.start] = fact
            if fact.properties.get("status") == "in_place":
                in_place.add(fact.end)
    found = []
    for measure, listed in sorted(lists.items(), key=lambda item: item[0].id):
        if measure not in in_place:
            continue
        properties = recorded.nodes[measure]
        is_open = properties.get("list_is_open")
        closed = is_open is False
        which = "closed" if closed else "open" if is_open else "not said to be closed"
        for state, reply in sorted(replies.items(), key=lambda item: item[0].id):
            if state not in listed:
                found.append(
                    Gap(
                        "report",
                        state,
                        measure,
                        None,
                        "gap" if closed else "unknown",
                        "replied, not listed",
                        f"{len(listed)} States listed, {len(replies)} replied; the list is {which}",
                        len(listed),
                        len(replies),
                        (reply,),
                    )
                )
    return found


def working_bodies(recorded: Recorded, day: dt.date) -> dict[Key, tuple[Fact, ...]]:
    """
    Return the regional bodies and processes that work on trafficking in persons, and the facts that say so.

    No source lists them. A body counts when a source records it doing something (_WORK; of treaties only the adoption
    of one against trafficking or slavery) or when its name says so, a mechanism when States take part in it. Bodies of
    States of all regions (`intergovernmental`) and global or national mechanisms are left out: nobody is expected to be
    in one rather than another.
    """
    said: dict[Key, list[Fact]] = defaultdict(list)
    for type_ in _WORK:
        for fact in recorded.holding(type_, day):
            if fact.start.label not in ("RegionalBody", "Mechanism"):
                continue
            if fact.end.label == "Treaty" and recorded.nodes[fact.end].get("topic") not in ("trafficking", "slavery"):
                continue
            said[fact.start].append(fact)
    for fact in recorded.holding("MEMBER_OF", day):
        by_name = fact.end.label == "RegionalBody" and "trafficking" in recorded.name(fact.end).casefold()
        if fact.start.label == "State" and (by_name or fact.end.label == "Mechanism") and fact.end not in said:
            said[fact.end].append(fact)
    left_out = ("intergovernmental", "global", "national")
    return {
        key: tuple(facts)
        for key, facts in sorted(said.items(), key=lambda item: (item[0].label, item[0].id))
        if recorded.nodes[key].get("kind") not in left_out
    }


def mechanism_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the UN Member States recorded in none of `working_bodies`, not even as observers. Sorted by id.

    The answer is unknown throughout: to call it a gap, a source would have to say which bodies work on trafficking and
    that there are no others, and none does. `peers` is the number of bodies known to.
    """
    bodies = working_bodies(recorded, day)
    inside = {fact.start for fact in recorded.holding("MEMBER_OF", day) if fact.end in bodies}
    ids = ", ".join(key.id for key in bodies)
    return [
        Gap(
            "mechanism",
            Key("State", state),
            None,
            None,
            "unknown",
            "in none of them recorded" if bodies else "no source says which bodies work on trafficking",
            f"{len(bodies)} bodies and processes are recorded working on trafficking ({ids or 'none'}); there may be "
            "others",
            0,
            len(bodies),
            tuple(facts[0] for facts in bodies.values()),
        )
        for state in recorded.members
        if Key("State", state) not in inside
    ]


def un_gaps(recorded: Recorded, day: dt.date) -> list[Gap]:
    """
    Return the UN entities that replied or are active, yet are in no coordination mechanism that is recorded.

    National mechanisms are not meant. Gap where a source covers every mechanism's roster on that day, else unknown.
    Sorted by id.
    """
    inside = {
        fact.start
        for type_ in ("MEMBER_OF", "CHAIRS", "COORDINATES", "FACILITATES", "ADMINISTERS")
        for fact in recorded.facts.get(type_, ())
        if fact.end.label == "Mechanism" and fact.holds(day) and recorded.nodes[fact.end].get("kind") != "national"
    }
    mechanisms = {id_ for id_, known in recorded.of("Mechanism").items() if known.get("kind") != "national"}
    covered = {fact.end.id for fact in recorded.holding("COVERS", day) if fact.end.label == "Mechanism"}
    active: dict[Key, list[Fact]] = defaultdict(list)
    for type_ in ("REPLIED_TO", "ACTIVE_IN"):
        for fact in recorded.facts.get(type_, ()):
            if fact.start.label == "UNEntity":
                active[fact.start].append(fact)
    return [
        Gap(
            "un",
            entity,
            None,
            None,
            "gap" if mechanisms and mechanisms <= covered else "unknown",
            "in no mechanism recorded",
            f"{len(facts)} activities or replies recorded; {len(mechanisms)} mechanisms recorded",
            0,
            len(mechanisms),
            tuple(facts),
        )
        for entity, facts in sorted(active.items(), key=lambda item: item[0].id)
        if entity not in inside
    ]


def neighbours(recorded: Recorded, day: dt.date) -> dict[str, list[str]]:
    """Return the neighbours by land of every UN Member State that has any, all sorted."""
    members = set(recorded.members)
    found: dict[str, set[str]] = defaultdict(set)
    for fact in recorded.holding("BORDERS", day):
        if fact.properties.get("kind") == "land" and {fact.start.id, fact.end.id} <= members:
            found[fact.start.id].add(fact.end.id)
            found[fact.end.id].add(fact.start.id)
    return {state: sorted(others) for state, others in sorted(found.items())}


def regions(recorded: Recorded) -> dict[str, list[str]]:
    """Return UN Member States by subregion (as the register of States has it), sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    states = recorded.of("State")
    for id_ in recorded.members:
        place = states[id_].get("subregion") or states[id_].get("region")
        if place:
            found[str(place)].append(id_)
    return dict(sorted(found.items()))


def _sorted(gaps: list[Gap]) -> list[Gap]:
    def order(gap: Gap) -> tuple[str, str, str, str]:
        about, other = gap.about.id if gap.about else "", gap.other.id if gap.other else ""
        return about, gap.subject.id, other, gap.expectation

    return sorted(gaps, key=order)


def _full_years(since: dt.date, day: dt.date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))
