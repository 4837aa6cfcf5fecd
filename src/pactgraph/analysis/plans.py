"""
Which steps would close most gaps: accessions, joint accessions of two neighbours, and bilateral agreements.

Gaps of the day are counted (answer `gap`; what is unknown is left out), and what a step newly opens is taken off: who
accedes may be the only party at a border, and may be the one more that makes a treaty what most of somebody's peers
are party to. Each step is counted on the state after those before it. At every step the one with the largest net gain
for each act (a joint accession is two) is taken.

Nothing is promised of the steps together. Were there only what a step closes, the gaps closed would be a submodular
function of the accessions, and the greedy choice at least 63 % of the best (Nemhauser, Wolsey & Fisher 1978,
Mathematical Programming 14). What a step opens, and two accessions that close together what neither does alone, break
that. What holds is that each step's numbers are exact: the tests count them again from scratch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from pactgraph.analysis.gap_kinds import Thresholds, gap_kinds
from pactgraph.analysis.peers import PeerGroup, measured_in, short_of
from pactgraph.facts.records import Key
from pactgraph.facts.standing import ABSENT

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.gaps import Gap

COUNTED = ("instrument", "border", "basis", "corridor", "bilateral")
"""Kinds of gap that are counted."""
BETWEEN_TWO = ("basis", "corridor", "bilateral")
"""Those of an act of cooperation between two States."""
ALSO = "organized_crime"
"""Topic of the treaties considered beside those made against trafficking, where they provide an act against it."""

What = Literal["accession", "joint accession", "agreement"]


class Question(NamedTuple):
    """What a gap is about: the same on any day. `about` is a treaty or an act of cooperation."""

    kind: str
    state: str
    about: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step: `states` accede to the treaty `about`, or two conclude an agreement on the act `about`.

    `closes` and `opens` are counted after the steps before it; `net_by_then` adds up what all steps so far gain.
    """

    what: What
    states: tuple[str, ...]
    about: str
    closes: tuple[Question, ...]
    opens: tuple[Question, ...]
    net_by_then: int

    @property
    def net(self) -> int:
        """How many gaps there are less."""
        return len(self.closes) - len(self.opens)


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in their order; `gaps` is how many there are before the first that such steps could close."""

    steps: tuple[Step, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one accession would change: gaps that would be closed, and gaps that would arise."""

    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]


def plan(
    then: AsAt,
    *,
    steps: int,
    treaties: Collection[str] | None = None,
    states: Collection[str] | None = None,
    agreements: bool = True,
    accessions: bool = True,
) -> Plan:
    """
    Return at most `steps` steps, as long as one closes more than it opens.

    `treaties` are those that may be acceded to (by default those made against trafficking and ALSO), `states` those
    that act: of an agreement or a joint accession at least one is among them. Equal gains: what one State can do by
    itself goes first, then ids decide.
    """
    wanted = _considered(then) if treaties is None else [treaty for treaty in then.treaties if treaty in treaties]
    between = _Between(then)
    towards = {treaty: _Towards(then, treaty) for treaty in wanted if accessions}
    may = (lambda state: True) if states is None else frozenset(states).__contains__
    ground = {question for one in towards.values() for question in one.gaps if may(question.state)}
    ground |= between.closable(towards, may, agreements=agreements)
    chosen: list[Step] = []
    while len(chosen) < steps:
        offers = [offer for one in towards.values() for offer in one.offers(between, may)]
        offers += between.offers(may) if agreements else []
        best = min(offers, key=_rank, default=None)
        if best is None or best.net <= 0:
            break
        net = best.net + (chosen[-1].net_by_then if chosen else 0)
        chosen.append(Step(best.what, best.states, best.about, best.closes, best.opens, net))
        if best.what != "agreement":
            towards[best.about].accede(best.states)
        between.close(best.closes)
    return Plan(tuple(chosen), len(ground))


def what_if(then: AsAt, states: Sequence[str], treaty: str) -> Change:
    """Return what would change if `states` became party to `treaty` on that day: computed anew, not estimated."""
    before, after = (
        {question(gap): gap for gap in _known(day)}
        for day in (then, then.supposing([(state, treaty) for state in states]))
    )
    return Change(
        tuple(gap for identity, gap in before.items() if identity not in after),
        tuple(gap for identity, gap in after.items() if identity not in before),
    )


def question(gap: Gap) -> Question:
    """Return what a gap is about."""
    return Question(gap.kind, gap.subject.id, gap.about.id if gap.about else "", gap.other.id if gap.other else "")


def reasons(then: AsAt, step: Step) -> list[str]:
    """Return in words what a step closes, for whom, and what it opens."""
    said = []
    if any(one.kind == "instrument" for one in step.closes):
        said.append("most of its peers are party")
    borders = sorted({one.other if one.state in step.states else one.state for one in _of(step.closes, "border")})
    if borders:
        said.append(f"closes the gap{'s' if len(borders) > 1 else ''} at the border with {', '.join(borders)}")
    pairs = sorted({(one.about, *sorted((one.state, one.other))) for one in _of(step.closes, *BETWEEN_TWO)})
    said += [f"provides {then.name(Key('Act', act))} between {one} and {other}" for act, one, other in pairs]
    corridors = _corridors(then, step)
    if corridors:
        victims = sum(least for _, least in corridors)
        said.append(
            f"{len(corridors)} corridor{'s' if len(corridors) > 1 else ''} with at least {victims:,} detected victims "
            f"{'between them' if step.what == 'agreement' else 'lead to or from its other parties'}"
        )
    opened = sorted({one.state for one in _of(step.opens, "border")})
    if opened:
        said.append(f"opens {'gaps' if len(opened) > 1 else 'a gap'} at the border for {', '.join(opened)}")
    expected = sorted({one.state for one in _of(step.opens, "instrument")})
    if expected:
        said.append(f"then most of the peers of {', '.join(expected)} are party")
    return said


def _considered(then: AsAt) -> list[str]:
    """Return the treaties considered where none are named."""
    nodes = then.facts.of("Treaty")
    provide = {treaty for act in then.legal_basis.acts for treaty in then.legal_basis.provides(act)}
    return [
        treaty
        for treaty in then.treaties
        if treaty in then.core or (nodes[treaty].get("topic") == ALSO and treaty in provide)
    ]


def _corridors(then: AsAt, step: Step) -> list[tuple[str, int]]:
    """Return the partners of a step's States, victims detected between them and the lower bound of their number."""
    with_whom = step.states if step.what == "agreement" else (*then.parties[step.about], *step.states)
    near = frozenset(with_whom) & frozenset(then.members)
    found: dict[str, int] = defaultdict(int)
    for fact in then.detections:
        one, other = fact.start.id, fact.end.id
        if one != other and {one, other} <= near and not {one, other}.isdisjoint(step.states):
            least = fact.properties.get("victims_min")
            found["-".join(sorted((one, other)))] += least if isinstance(least, int) else 0
    return sorted(found.items())


def _of(questions: Iterable[Question], *kinds: str) -> list[Question]:
    return [one for one in questions if one.kind in kinds]


def _known(then: AsAt) -> list[Gap]:
    """Return the gaps that are counted: those whose answer is `gap`."""
    return [gap for kind in COUNTED for gap in then.answered(kind).gaps if gap.answer == "gap"]


class _Offer(NamedTuple):
    what: What
    states: tuple[str, ...]
    about: str
    closes: tuple[Question, ...]
    opens: tuple[Question, ...]

    @property
    def net(self) -> int:
        return len(self.closes) - len(self.opens)


def _rank(offer: _Offer) -> tuple[object, ...]:
    """Return what offers are sorted by: the largest net gain for each act of a State or a pair, then who and what."""
    acts = 2 if offer.what == "joint accession" else 1
    alone = offer.what == "accession"
    return -offer.net / acts, not alone, acts, offer.states, offer.about


class _Between:
    """Gaps of acts between two States, while steps close them."""

    def __init__(self, then: AsAt) -> None:
        self._basis = then.legal_basis
        self._open: dict[tuple[str, str, str], set[Question]] = defaultdict(set)
        for kind in BETWEEN_TWO:
            for gap in then.answered(kind).gaps:
                if gap.answer == "gap":
                    one = question(gap)
                    left, right = sorted((one.state, one.other))
                    self._open[left, right, one.about].add(one)

    def closable(self, treaties: Collection[str], may: Callable[[str], bool], *, agreements: bool) -> set[Question]:
        """Return the gaps that some step of those allowed could close."""
        return {
            one
            for (left, right, act), questions in self._open.items()
            if may(left) or may(right)
            if (agreements and self._basis.by_agreement(act)) or not self._basis.provides(act).isdisjoint(treaties)
            for one in questions
        }

    def closed_by(self, states: tuple[str, ...], treaty: str, parties: Collection[str]) -> list[Question]:
        """Return the gaps that an accession closes: both sides are then party to a treaty that provides the act."""
        found: list[Question] = []
        for (one, other, act), questions in self._open.items():
            if (
                questions
                and (one in states or other in states)
                and all(state in states or state in parties for state in (one, other))
                and treaty in self._basis.provides(act)
            ):
                found += sorted(questions)
        return found

    def offers(self, may: Callable[[str], bool]) -> Iterator[_Offer]:
        """Yield an agreement for each act that two States lack."""
        for (one, other, act), questions in self._open.items():
            if questions and (may(one) or may(other)) and self._basis.by_agreement(act):
                yield _Offer("agreement", (one, other), act, tuple(sorted(questions)), ())

    def pairs(self, treaty: str) -> Iterator[tuple[str, str]]:
        """Yield the pairs that lack an act which `treaty` provides."""
        for (one, other, act), questions in self._open.items():
            if questions and treaty in self._basis.provides(act):
                yield one, other

    def close(self, questions: Iterable[Question]) -> None:
        """Take some gaps away."""
        closed = set(questions)
        for open_ones in self._open.values():
            open_ones -= closed


class _Towards:
    """Who is party to a treaty, and whose absence from it is a gap, while steps change it."""

    def __init__(self, then: AsAt, treaty: str) -> None:
        self._then = then
        self.treaty = treaty
        self._parties = set(then.parties[treaty])
        self._absent = sorted(s for s in then.asked[treaty] if then.standing_of(s, treaty).answer in ABSENT)
        self._thresholds = gap_kinds()["instrument"].thresholds or Thresholds(most=1, least_peers=1)
        self._offers: list[_Offer] | None = None

    @property
    def gaps(self) -> set[Question]:
        """The gaps there are."""
        found = {Question("instrument", state, self.treaty) for state in self._short if 0 in self._short[state]}
        for state in self._absent:
            found |= {Question("border", state, self.treaty, other) for other in self._around(state, inside=True)}
        return found

    def offers(self, between: _Between, may: Callable[[str], bool]) -> list[_Offer]:
        """Return what each State could do by itself, and each two neighbours together."""
        pairs = {(one, other) for one, other in self._then.borders} | set(between.pairs(self.treaty))
        absent = set(self._absent)
        acting: list[tuple[str, ...]] = [(state,) for state in self._absent if may(state)]
        acting += [pair for pair in sorted(pairs) if absent.issuperset(pair) and any(map(may, pair))]
        return [self._offer(states, between) for states in acting]

    def accede(self, states: tuple[str, ...]) -> None:
        """Make some States party."""
        self._parties |= set(states)
        self._absent = [state for state in self._absent if state not in states]
        for cached in ("_short", "_nearly", "_by_two"):
            self.__dict__.pop(cached, None)

    def _offer(self, states: tuple[str, ...], between: _Between) -> _Offer:
        closes = [Question("instrument", state, self.treaty) for state in states if 0 in self._short[state]]
        opens: list[Question] = []
        absent = frozenset(self._absent)
        for state in states:
            closes += [Question("border", state, self.treaty, o) for o in self._around(state, inside=True)]
            opens += [
                Question("border", other, self.treaty, state)
                for other in self._around(state, inside=False)
                if other in absent and other not in states
            ]
        expected = {one for state in states for one in self._nearly.get(state, ())}
        if len(states) > 1:
            expected |= {one for one, group in self._by_two if group.states.issuperset(states)}
        opens += [Question("instrument", state, self.treaty) for state in sorted(expected.difference(states))]
        closes += between.closed_by(states, self.treaty, self._parties)
        what: What = "accession" if len(states) == 1 else "joint accession"
        return _Offer(what, states, self.treaty, tuple(closes), tuple(sorted(opens)))

    def _around(self, state: str, *, inside: bool) -> list[str]:
        """Return the neighbours of a State that are party, or those that are not."""
        return [o for o in self._then.neighbours.get(state, ()) if (o in self._parties) == inside]

    @cached_property
    def _short(self) -> dict[str, dict[int, list[PeerGroup]]]:
        """By State that is not party: its groups of peers, by how many more must be party for it to be expected."""
        found: dict[str, dict[int, list[PeerGroup]]] = {}
        for state in self._absent:
            found[state] = defaultdict(list)
            for group in (*self._then.peers[state], self._then.world(state, self.treaty)):
                short = short_of(measured_in(group, self._parties), self._thresholds)
                if short is not None:
                    found[state][short].append(group)
        return found

    @cached_property
    def _nearly(self) -> dict[str, set[str]]:
        """Of whom each State's accession makes the treaty expected."""
        found: dict[str, set[str]] = defaultdict(set)
        for state, groups in self._short.items():
            if 0 not in groups:
                for group in groups.get(1, ()):
                    for other in group.states:
                        found[other].add(state)
        return found

    @cached_property
    def _by_two(self) -> list[tuple[str, PeerGroup]]:
        """States of whom two accessions in one of their groups of peers make the treaty expected."""
        return [(s, group) for s, groups in self._short.items() if 0 not in groups for group in groups.get(2, ())]
