"""
Gaps: an expectation that is not met, said only where it is known.

`graph/gaps.yml` declares the kinds; here stands how the questions of each are answered. Each answer is one of five:
gap; no gap; unknown (no source tells); not listed (a closed list of a report does not name the State, which denies
nothing); not applicable (the expectation does not arise). One question has one answer, and carries what it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pactgraph.analysis.gap_kinds import Thresholds, gap_kinds
from pactgraph.analysis.peers import Measured, measured_in, short_of
from pactgraph.analysis.recorded import Fact
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ABSENT, UNSETTLED

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.recorded import Link, Standing, Told

Answer = Literal["gap", "unknown", "not listed", "no gap", "not applicable"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
SHOWN: tuple[Answer, ...] = ("gap", "unknown", "not listed")
"""Answers that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class Gap:
    """
    One question about `subject` whose answer is listed.

    `about` is the treaty or list in question, `other` the other State where the question is about a pair. `met` of
    `peers` meet the expectation, which `expectation` says in words; `standing` is what is recorded of the subject
    itself, `known_until` the last day a source vouches for it. It rests on the standings `towards` (State, treaty) and
    on `facts`. `measured` has each group of peers, where it is measured in peers.
    """

    kind: str
    subject: Key
    about: Key | None
    other: Key | None
    answer: Answer
    standing: str
    expectation: str
    met: int
    peers: int
    known_until: dt.date | None = None
    towards: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    measured: tuple[Measured, ...] = ()

    @property
    def states(self) -> tuple[str, ...]:
        """Ids of the one or two it is about."""
        return (self.subject.id,) if self.other is None else (self.subject.id, self.other.id)

    @property
    def strongest(self) -> Measured | None:
        """The group of peers that decides."""
        return next((one for one in self.measured if (one.met, one.peers) == (self.met, self.peers)), None)

    def rests_on(self, then: AsAt) -> list[Fact | Told]:
        """Return what it rests on, standings first."""
        return [*(then.told(*pair) for pair in self.towards), *self.facts]


class Settled(NamedTuple):
    """Questions whose answer is only counted: `number` about these States and, where about a treaty, this one."""

    answer: Answer
    states: tuple[str, ...]
    treaty: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """All questions of a kind with their answers; `cannot_say_gap` says in one sentence why none can be a gap."""

    kind: str
    gaps: Sequence[Gap]
    settled: Sequence[Settled]
    cannot_say_gap: str = ""

    def of(self, states: Collection[str] | None, treaty: str | None) -> Answered:
        """Return only what is about one of `states` and about `treaty` (None: any)."""
        if states is None and treaty is None:
            return self
        wanted = None if states is None else frozenset(states)
        return Answered(
            self.kind,
            [
                gap
                for gap in self.gaps
                if (wanted is None or not wanted.isdisjoint(gap.states))
                and (treaty is None or any(towards == treaty for _, towards in gap.towards))
            ],
            [
                settled
                for settled in self.settled
                if (wanted is None or not wanted.isdisjoint(settled.states))
                and (treaty is None or settled.treaty == treaty)
            ],
            self.cannot_say_gap,
        )

    @property
    def counts(self) -> dict[Answer, int]:
        """How many questions have each answer."""
        counted = Counter[str](gap.answer for gap in self.gaps)
        for one in self.settled:
            counted[one.answer] += one.number
        return {answer: counted[answer] for answer in ANSWERS}


NOTHING_ASKED = "Nothing recorded by this day raises the question."
"""Why a kind has no gap on a day for which there is nothing to ask about."""


def answered(then: AsAt, kind: str) -> Answered:
    """Return all questions of a kind as at a day; listed ones in the order in which they are shown."""
    rule = RULES[kind]
    gaps: list[Gap] = []
    settled: list[Settled] = []
    for one in rule.questions(then):
        if isinstance(one, Settled):
            settled.append(one)
        else:
            gaps.append(one)
    why_none = cannot_say_gap(then, kind) if gaps or settled else NOTHING_ASKED
    return Answered(kind, sorted(gaps, key=rule.order), settled, why_none)


def cannot_say_gap(then: AsAt, kind: str) -> str:
    """Return in one sentence why no answer of a kind can be a gap on what is recorded; empty where one can be."""
    return "" if RULES[kind].can_say_gap(then) else gap_kinds()[kind].cannot_say_gap


def absence(standing: Standing) -> Answer:
    """Return the answer where somebody is expected to be party and is not: gap only if that is known."""
    return "gap" if standing.answer in ABSENT else "unknown"


def instrument(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each Member State and treaty whether the State is party, as most of its peers are.

    The group of peers in which the largest share is party decides; of equal ones that with most peers.
    """
    declared = gap_kinds()["instrument"]
    thresholds = declared.thresholds or Thresholds(most=1, least_peers=1)
    for treaty in then.treaties:
        parties = then.parties[treaty]
        for state in then.members:
            standing = then.standings.get((state, treaty))
            if standing is None:
                continue
            if standing.answer == "party":
                yield Settled("no gap", (state,), treaty)
                continue
            groups = (*then.peers[state], then.world(state, treaty))
            measured = tuple(measured_in(group, parties) for group in groups)
            expecting = [one for one in measured if short_of(one, thresholds) == 0]
            strongest = max(expecting, key=_share_and_peers, default=None)
            if strongest is None:
                yield Settled("not applicable", (state,), treaty)
                continue
            yield Gap(
                "instrument",
                Key("State", state),
                Key("Treaty", treaty),
                None,
                absence(standing),
                standing.answer,
                f"{strongest.met} of {strongest.peers} {strongest.group.whose} are party",
                strongest.met,
                strongest.peers,
                standing.known_until,
                ((state, treaty),),
                measured=measured,
            )


def border(then: AsAt) -> Iterator[Gap | Settled]:
    """Yield for each treaty and each side of a land border whether it is party, where the other side is."""
    for treaty in then.treaties:
        parties = then.parties[treaty]
        for (one, other), fact in then.borders.items():
            inside = (one in parties) + (other in parties)
            if inside != 1:
                yield Settled("no gap" if inside else "not applicable", (one, other), treaty, 2)
                continue
            state, neighbour = (other, one) if one in parties else (one, other)
            yield Settled("not applicable", (neighbour, state), treaty)
            if not then.asks(state, treaty):
                yield Settled("not applicable", (state, neighbour), treaty)
                continue
            standing = then.standing_of(state, treaty)
            yield Gap(
                "border",
                Key("State", state),
                Key("Treaty", treaty),
                Key("State", neighbour),
                absence(standing),
                standing.answer,
                "its neighbour is party",
                1,
                1,
                standing.known_until,
                ((state, treaty), (neighbour, treaty)),
                (fact,),
            )


def basis(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each two neighbours by land and each act whether a treaty or an agreement between them provides it.

    `met` of `peers`: neighbours of `subject`, the smaller id, with whom one does.
    """
    acts = then.legal_basis.among(gap_kinds()["basis"].acts)
    for (one, other), fact in then.borders.items():
        for act in acts:
            if then.legal_basis.provided(one, other, act):
                yield Settled("no gap", (one, other))
                continue
            around = then.neighbours[one]
            based = sum(then.legal_basis.provided(one, neighbour, act) for neighbour in around)
            expectation = f"with {based} of its {len(around)} neighbours {one} has a basis for it"
            yield _without_basis(then, "basis", one, other, act, expectation, based, len(around), (fact,))


def corridor(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each two Member States, of which one detected victims with the citizenship of the other, and each act,
    whether a treaty or an agreement between them provides it.

    `subject` is the detecting State, `other` the State of citizenship.
    """
    acts = then.legal_basis.among(gap_kinds()["corridor"].acts)
    inside = set(then.members)
    for fact in then.detections:
        one, other = fact.end.id, fact.start.id
        if one == other or not {one, other} <= inside:
            continue
        least, most = fact.text("victims_min") or "?", fact.text("victims_max") or "?"
        years = f"{fact.text('first_year')} to {fact.text('last_year')}"
        expectation = f"{least} to {most} victims with that citizenship detected, {years}"
        for act in acts:
            if then.legal_basis.provided(one, other, act):
                yield Settled("no gap", (one, other))
            else:
                yield _without_basis(then, "corridor", one, other, act, expectation, 0, 1, (fact,))


def mechanism(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each Member State whether it is in one of `working_bodies`, be it as an observer.

    Where it is recorded in none: gap if the roster of each of them is known to be whole. `peers` is the number of
    bodies known to work on trafficking.
    """
    bodies = working_bodies(then)
    inside = {link.start.id for link in _memberships(then) if link.end in bodies and link.start.label == "State"}
    ids = ", ".join(key.id for key in bodies)
    whole = bool(bodies) and not _without_roster(then, bodies)
    for state in then.members:
        if state in inside:
            yield Settled("no gap", (state,))
            continue
        yield Gap(
            "mechanism",
            Key("State", state),
            None,
            None,
            "gap" if whole else "unknown",
            "in none of them recorded" if bodies else "no source says which bodies work on trafficking",
            f"{len(bodies)} bodies and processes are recorded working on trafficking ({ids or 'none'})",
            0,
            len(bodies),
            facts=tuple(facts[0] for facts in bodies.values()),
        )


def bilateral(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each two neighbours or corridor partners and each act on which States conclude agreements whether they
    have one, where no treaty between them provides it.
    """
    acts = then.legal_basis.among(gap_kinds()["bilateral"].acts)
    inside = set(then.members)
    pairs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for pair, fact in then.borders.items():
        pairs[pair].append(fact)
    for fact in then.detections:
        one, other = sorted((fact.start.id, fact.end.id))
        if one != other and {one, other} <= inside:
            pairs[one, other].append(fact)
    for (one, other), facts in sorted(pairs.items()):
        reason = " and ".join(sorted({"neighbours" if f.type == "BORDERS" else "a corridor" for f in facts}))
        for act in acts:
            if then.legal_basis.provided(one, other, act):
                yield Settled("no gap", (one, other))
            else:
                yield _without_basis(then, "bilateral", one, other, act, reason, 0, 1, tuple(facts))


def ratification(then: AsAt) -> Iterator[Gap | Settled]:
    """Yield for each signature by a Member State whether consent to be bound has followed it."""
    stated = {pair for pair, standing in then.stated.items() if standing.answer == "signatory"}
    inside = set(then.members)
    for state, treaty in sorted(stated | then.signed):
        standing = then.standings.get((state, treaty))
        if state not in inside or standing is None:
            continue
        if standing.answer not in ("signatory", *UNSETTLED):
            yield Settled("no gap", (state,), treaty)
            continue
        signature = then.signature(state, treaty)
        years = "" if signature.since is None else f", {_full_years(signature.since, then.day)} full years before"
        yield Gap(
            "ratification",
            Key("State", state),
            Key("Treaty", treaty),
            None,
            absence(standing),
            standing.answer,
            f"signed {signature.started or 'on an unrecorded day'}{years}",
            0,
            1,
            standing.known_until,
            ((state, treaty),),
            (signature,) if isinstance(signature, Fact) else (),
        )


def report(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each Member State that replied, and each list of those that have a measure in place, whether it is listed.

    A list never denies: who is not in a closed one is not listed, of any other it is unknown. Of a measure that is
    about a treaty the State's standing decides. Lists in which nobody has the measure in place, and those of a limit or
    condition, which nobody is expected to have, are left out.
    """
    replies = {f.start.id: f for f in then.facts.holding("REPLIED_TO", then.day) if f.start.label == "State"}
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for link in then.facts.links("REPORTED", then.day):
        if link.start.label == "State" and lists[link.end.id].get(link.start.id) != "in_place":
            lists[link.end.id][link.start.id] = link.kind
    about = _about_treaties(then)
    measures = then.facts.of("Measure")
    replied = sorted(replies.keys() & set(then.members))
    for measure, listed in sorted(lists.items()):
        in_place = sorted(state for state, status in listed.items() if status == "in_place")
        if not in_place or measures[measure].get("nature", "measure") != "measure":
            continue
        treaties = [treaty for treaty in sorted(about.get(measure, ())) if treaty in then.treaties]
        is_open = measures[measure].get("list_is_open")
        which = "closed" if is_open is False else "open" if is_open else "not said to be closed"
        others = Counter(status for status in listed.values() if status != "in_place")
        also = "".join(f", {number} {status.replace('_', ' ')}" for status, number in sorted(others.items()))
        expectation = (
            f"{len(in_place)} States listed as having it in place{also}; {len(replies)} replied; the list is {which}"
        )
        for state in replied:
            answer, standing, known_until = _listed(
                then, state, listed.get(state, ""), treaties, closed=is_open is False
            )
            if answer == "no gap":
                yield Settled("no gap", (state,), treaties[0] if treaties else "")
                continue
            yield Gap(
                "report",
                Key("State", state),
                Key("Measure", measure),
                None,
                answer,
                standing,
                expectation,
                len(in_place),
                len(replies),
                known_until,
                tuple((state, treaty) for treaty in treaties),
                (replies[state],),
            )


def un(then: AsAt) -> Iterator[Gap | Settled]:
    """
    Yield for each UN entity that replied or is active whether it is in a coordination mechanism that is recorded.

    National mechanisms are not meant. Where it is in none: gap if sources cover every mechanism's roster.
    """
    mechanisms = _coordinating(then)
    inside = {
        link.start
        for type_ in ("MEMBER_OF", "CHAIRS", "COORDINATES", "FACILITATES", "ADMINISTERS")
        for link in then.facts.links(type_, then.day)
        if link.end.label == "Mechanism" and link.end.id in mechanisms
    }
    active: dict[Key, list[Fact]] = defaultdict(list)
    for type_ in ("REPLIED_TO", "ACTIVE_IN"):
        for fact in then.facts.holding(type_, then.day):
            if fact.start.label == "UNEntity":
                active[fact.start].append(fact)
    for entity, facts in sorted(active.items(), key=lambda item: item[0].id):
        if entity in inside:
            yield Settled("no gap", (entity.id,))
            continue
        yield Gap(
            "un",
            entity,
            None,
            None,
            "gap" if _rosters_whole(then) else "unknown",
            "in no mechanism recorded",
            f"{len(facts)} activities or replies recorded; {len(mechanisms)} mechanisms recorded",
            0,
            len(mechanisms),
            facts=tuple(facts),
        )


def working_bodies(then: AsAt) -> dict[Key, tuple[Fact, ...]]:
    """
    Return the regional bodies and processes that sources say work on trafficking in persons, and the facts that do.

    Bodies of States of all regions (`intergovernmental`) and global or national mechanisms are left out: nobody is
    expected to be in one rather than another.
    """
    topics = gap_kinds()["mechanism"].topics
    said: dict[Key, list[Fact]] = defaultdict(list)
    for fact in then.facts.holding("WORKS_ON", then.day):
        if fact.end.id.casefold() in topics and fact.start.label in ("RegionalBody", "Mechanism"):
            said[fact.start].append(fact)
    left_out = ("intergovernmental", "global", "national")
    return {
        key: tuple(facts)
        for key, facts in sorted(said.items(), key=lambda item: (item[0].label, item[0].id))
        if then.facts.of(key.label)[key.id].get("kind") not in left_out
    }


def unknown_bodies(then: AsAt, state: str) -> list[Key]:
    """Return the bodies that work on trafficking of which it is not known whether a State, in none of them, is in."""
    bodies = working_bodies(then)
    if any(link.end in bodies and link.start.id == state for link in _memberships(then)):
        return []
    return _without_roster(then, bodies)


def _about_treaties(then: AsAt) -> dict[str, list[str]]:
    """Return the treaties each measure is about; limbs and examples are said of nobody listed."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in then.facts.links("ABOUT", then.day):
        if (link.start.label, link.end.label, link.kind) == ("Measure", "Treaty", "subject"):
            found[link.start.id].append(link.end.id)
    return found


def _listed(
    then: AsAt, state: str, status: str, treaties: Sequence[str], *, closed: bool
) -> tuple[Answer, str, dt.date | None]:
    """Return the answer for one State and list, what is recorded of the State, and until when that is known."""
    of_report = f"reported as {status.replace('_', ' ')}" if status else "replied, not listed"
    if not treaties:
        told_otherwise = closed or bool(status)
        return ("no gap" if status == "in_place" else "not listed" if told_otherwise else "unknown"), of_report, None
    standings = {treaty: then.standing_of(state, treaty) for treaty in treaties}
    absences: set[Answer] = {absence(standing) for standing in standings.values() if standing.answer != "party"}
    answer: Answer = "gap" if "gap" in absences else "unknown" if absences else "no gap"
    told = ", ".join(f"{standing.answer} ({treaty})" for treaty, standing in standings.items())
    days = [standing.known_until for standing in standings.values() if standing.known_until is not None]
    return answer, f"{told}; {of_report}", min(days, default=None)


def _without_basis(
    then: AsAt,
    kind: str,
    one: str,
    other: str,
    act: str,
    expectation: str,
    met: int,
    peers: int,
    facts: tuple[Fact, ...],
) -> Gap:
    """Return the question whether an act is provided between two States, where no source says that it is."""
    found = then.legal_basis.between(one, other, act)
    return Gap(
        kind,
        Key("State", one),
        Key("Act", act),
        Key("State", other),
        "gap" if found.answer == "none recorded" else "unknown",
        f"none recorded; {found.open_in_words}" if found.open_in_words else "none recorded",
        expectation,
        met,
        peers,
        found.known_until,
        found.lacking,
        facts=(*facts, *then.legal_basis.registers(one, other)),
    )


def _without_roster(then: AsAt, bodies: Collection[Key]) -> list[Key]:
    """Return those of some bodies whose roster no source is known to have whole."""
    covered = {fact.end for fact in then.coverage}
    return [body for body in bodies if body not in covered]


def _memberships(then: AsAt) -> Sequence[Link]:
    return then.facts.links("MEMBER_OF", then.day)


def _coordinating(then: AsAt) -> set[str]:
    return {id_ for id_, known in then.facts.of("Mechanism").items() if known.get("kind") != "national"}


def _rosters_whole(then: AsAt) -> bool:
    """Whether a source covers the roster of every coordination mechanism."""
    mechanisms = [Key("Mechanism", id_) for id_ in _coordinating(then)]
    return bool(mechanisms) and not _without_roster(then, mechanisms)


def _bodies_whole(then: AsAt) -> bool:
    """Whether a source covers the roster of every body that works on trafficking."""
    bodies = working_bodies(then)
    return bool(bodies) and not _without_roster(then, bodies)


def _acts_known(kind: str) -> Callable[[AsAt], bool]:
    """Return whether of any pair it can be known that nothing provides an act of a kind."""
    return lambda then: then.legal_basis.can_be_known(then.legal_basis.among(gap_kinds()[kind].acts))


def _share_and_peers(one: Measured) -> tuple[float, int]:
    return one.share, one.peers


def _full_years(since: dt.date, day: dt.date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def _by_ids(gap: Gap) -> tuple[object, ...]:
    return gap.about.id if gap.about else "", gap.subject.id, gap.other.id if gap.other else ""


def _by_peers(gap: Gap) -> tuple[object, ...]:
    return SHOWN.index(gap.answer), -gap.met / max(gap.peers, 1), -gap.peers, *_by_ids(gap)


def _by_victims(gap: Gap) -> tuple[object, ...]:
    """Most victims (lower bound) first, then the latest record."""
    numbers = (gap.facts[0].properties.get(name) for name in ("victims_min", "last_year"))
    return *(-number if isinstance(number, int) else 0 for number in numbers), *_by_ids(gap)


def _by_signature(gap: Gap) -> tuple[object, ...]:
    """Oldest signature first."""
    return gap.expectation.removesuffix(" full years before"), gap.subject.id, gap.about.id if gap.about else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a kind's questions are answered, whether the data allow a gap at all, and in which order they are shown."""

    questions: Callable[[AsAt], Iterator[Gap | Settled]]
    can_say_gap: Callable[[AsAt], bool] = lambda _: True
    order: Callable[[Gap], tuple[object, ...]] = _by_ids


RULES: Mapping[str, Rule] = {
    "instrument": Rule(instrument, order=_by_peers),
    "border": Rule(border, order=_by_peers),
    "basis": Rule(basis, _acts_known("basis")),
    "corridor": Rule(corridor, _acts_known("corridor"), _by_victims),
    "mechanism": Rule(mechanism, _bodies_whole),
    "bilateral": Rule(bilateral),
    "ratification": Rule(ratification, order=_by_signature),
    "report": Rule(report, lambda then: bool(_about_treaties(then))),
    "un": Rule(un, _rosters_whole),
}
