"""
Every kind of gap on random small worlds, beside an oracle that knows nothing of the program.

The oracle reads the world as it was drawn, one question at a time, by the sentences of `graph/gaps.yml`. Only clusters
are taken from the program: what they are is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import ceil

import pytest
from drawings import act, at, day, fact, graph, provides, stands, state
from hypothesis import given, settings
from hypothesis import strategies as st
from test_legal_basis import ACT, TREATIES, by_hand

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gaps import RULES
from pactgraph.analysis.recorded import NO_END, Recorded
from pactgraph.facts.records import Key

REGIONS = {"AAA": "West", "BBB": "West", "CCC": "West", "DDD": "West", "EEE": "East", "FFF": "East"}
STATES, JOINS_LATER = tuple(REGIONS), "FFF"
MEMBERS = tuple(s for s in STATES if s != JOINS_LATER)
PAIRS, BOTH_WAYS = tuple(combinations(STATES, 2)), tuple((a, b) for a in STATES for b in STATES if a != b)
ABSENT, OPEN = ("not party", "signatory", "withdrawn"), ("unknown", "disputed")
MEASURES, BODIES = ("P", "Q"), ("B", "C", "D")
WORKING = {"B": "regional", "C": "regional", "D": "intergovernmental"}
"""Bodies on trafficking by kind: nobody is expected in one of States of all regions."""
MECHANISMS = {"G": "global", "H": "regional", "N": "national"}
ENTITIES = ("X", "Y")
ROLES = ("MEMBER_OF", "CHAIRS", "COORDINATES", "FACILITATES", "ADMINISTERS")
SOURCE, TOPIC, CALL = Key("Source", "s"), Key("Topic", "TRAFFICKING"), Key("Document", "CALL")


@dataclass
class World:
    """What was drawn."""

    standings: dict[tuple[str, str], str]
    signed: set[tuple[str, str]]
    land: set[tuple[str, str]]
    sea: set[tuple[str, str]]
    detected: set[tuple[str, str]]
    """Citizenship, then where."""
    provided: dict[str, str]
    read: set[str]
    agreed: set[tuple[str, str, str]]
    registers: set[tuple[str, str]]
    joined: set[tuple[str, str]]
    working: set[str]
    rosters: set[str]
    replied: set[str]
    listed: dict[tuple[str, str], str]
    natures: dict[str, str]
    is_open: dict[str, bool | None]
    about: dict[tuple[str, str], str]
    active: set[str]
    asked: set[str]
    roles: set[tuple[str, str, str]]
    covered: set[str]

    def answer(self, one: str, treaty: str) -> str:
        return self.standings[one, treaty]

    @property
    def treaties(self) -> list[str]:
        """Those asked about: somebody is asked where it stands."""
        return [t for t in TREATIES if any(self.answer(s, t) != "not asked" for s in STATES)]

    def neighbours(self, one: str) -> set[str]:
        return {b if a == one else a for a, b in self.land if one in (a, b) and {a, b} <= set(MEMBERS)}


def subsets(*values: object) -> st.SearchStrategy[set[object]]:
    return st.sets(st.sampled_from(values))


WORLDS = st.builds(
    World,
    standings=st.fixed_dictionaries(
        {
            (s, t): st.sampled_from(["party", "party", "party", *ABSENT, *OPEN, "not asked"])
            for s in STATES
            for t in TREATIES
        }
    ),
    signed=subsets(*((s, t) for s in STATES for t in TREATIES)),
    land=subsets(*PAIRS),
    sea=subsets(*PAIRS),
    detected=subsets(*BOTH_WAYS),
    provided=st.dictionaries(st.sampled_from(TREATIES), st.sampled_from(["trafficking", "organized", "other"])),
    read=subsets(*TREATIES),
    agreed=st.sets(
        st.sampled_from([(a, b, topic) for a, b in PAIRS for topic in ("extradition", "trafficking", "x")]), max_size=3
    ),
    registers=subsets(*((s, topic) for s in STATES for topic in ("", "extradition", "trafficking"))),
    joined=subsets(*((s, b) for s in STATES for b in BODIES)),
    working=subsets(*BODIES),
    rosters=subsets(*BODIES),
    replied=subsets(*STATES),
    listed=st.dictionaries(
        st.tuples(st.sampled_from(STATES), st.sampled_from(MEASURES)), st.sampled_from(["in_place", "draft"])
    ),
    natures=st.fixed_dictionaries({m: st.sampled_from(["measure", "measure", "limit", "condition"]) for m in MEASURES}),
    is_open=st.fixed_dictionaries({m: st.sampled_from([True, False, None]) for m in MEASURES}),
    about=st.dictionaries(
        st.tuples(st.sampled_from(MEASURES), st.sampled_from(TREATIES)),
        st.sampled_from(["subject", "limb"]),
        max_size=2,
    ),
    active=subsets(*ENTITIES),
    asked=subsets(*ENTITIES),
    roles=subsets(*((e, role, m) for e in ENTITIES for role in ROLES for m in MECHANISMS)),
    covered=subsets(*MECHANISMS),
)


def recorded(world: World) -> Recorded:
    """Return the world as the program reads it."""
    facts = []
    for (one, treaty), answer in world.standings.items():
        if answer == "unknown":
            facts += stands(treaty, rest=one)
        elif answer != "not asked":
            facts += stands(treaty, **{answer.replace(" ", "_"): one})
    facts += [
        fact("SIGNED", state(one), Key("Treaty", treaty))
        for one, treaty in world.signed
        # A signatory's signature is drawn with its standing; who signed and is not party is a signatory.
        if world.answer(one, treaty) not in ("signatory", "not party", "not asked")
    ]
    facts += [fact("BORDERS", state(a), state(b), None, kind="land") for a, b in world.land]
    facts += [fact("BORDERS", state(a), state(b), None, kind="sea") for a, b in world.sea - world.land]
    facts += [
        fact("DETECTED_VICTIMS", state(a), state(b), victims_min=1, victims_max=2, first_year=2011, last_year=2012)
        for a, b in world.detected
    ]
    facts += [provides(treaty, ACT, offences=offences) for treaty, offences in world.provided.items()]
    facts += [fact("READ", SOURCE, Key("Treaty", treaty), None, extent="whole") for treaty in world.read]
    nodes: dict[Key, dict[str, object]] = {Key("Treaty", t): {"topic": "trafficking"} for t in TREATIES}
    for a, b, topic in world.agreed:
        key = Key("BilateralAgreement", f"{a}-{b}-{topic}")
        nodes[key] = {"topic": topic}
        facts += [fact("CONCLUDED", state(s), key) for s in (a, b)]
    facts += [fact("COVERS", SOURCE, state(s), **({"topic": topic} if topic else {})) for s, topic in world.registers]
    nodes |= {Key("RegionalBody", b): {"kind": WORKING[b]} for b in BODIES}
    nodes |= {Key("Mechanism", m): {"kind": kind} for m, kind in MECHANISMS.items()}
    facts += [fact("MEMBER_OF", state(s), Key("RegionalBody", b), status="observer") for s, b in world.joined]
    facts += [fact("WORKS_ON", Key("RegionalBody", b), TOPIC) for b in world.working]
    facts += [fact("COVERS", SOURCE, Key("RegionalBody", b)) for b in world.rosters]
    facts += [fact("REPLIED_TO", state(s), CALL) for s in world.replied]
    for m in MEASURES:
        closed = world.is_open[m]
        nodes[Key("Measure", m)] = {"nature": world.natures[m], **({} if closed is None else {"list_is_open": closed})}
    facts += [fact("REPORTED", state(s), Key("Measure", m), status=status) for (s, m), status in world.listed.items()]
    facts += [fact("ABOUT", Key("Measure", m), Key("Treaty", t), role=role) for (m, t), role in world.about.items()]
    facts += [fact("ACTIVE_IN", Key("UNEntity", e), state("AAA")) for e in world.active]
    facts += [fact("REPLIED_TO", Key("UNEntity", e), CALL) for e in world.asked]
    facts += [fact(role, Key("UNEntity", e), Key("Mechanism", m)) for e, role, m in world.roles]
    facts += [fact("COVERS", SOURCE, Key("Mechanism", m)) for m in world.covered]
    nodes[Key("State", JOINS_LATER)] = {
        "subregion": REGIONS[JOINS_LATER], "un_member_from": day("2020-01-01"), "un_member_until": NO_END,
    }  # fmt: skip
    return graph(
        REGIONS, facts, {**nodes, **act(ACT, treaties="trafficking", agreements="extradition", to_read="trafficking")}
    )


Asked = Iterator[tuple[tuple[str, str, str], str]]
"""Each question, by subject, what it is about and the other State, with its answer."""


def absence(answer: str) -> str:
    return "gap" if answer in ABSENT else "unknown"


def instrument(world: World, clusters: list[set[str]]) -> Asked:
    for treaty in world.treaties:
        asked = {s for s in MEMBERS if world.answer(s, treaty) != "not asked"}
        for one in sorted(asked):
            answer = world.answer(one, treaty)
            if answer == "party":
                yield (one, treaty, ""), "no gap"
                continue
            groups = [
                {s for s in MEMBERS if REGIONS[s] == REGIONS[one]},
                *(cluster for cluster in clusters if one in cluster),
                world.neighbours(one),
                asked,
            ]
            most = [
                sum(world.answer(s, treaty) == "party" for s in group - {one}) >= ceil(0.75 * len(group - {one}))
                for group in groups
                if len(group - {one}) >= 3
            ]
            yield (one, treaty, ""), absence(answer) if any(most) else "not applicable"


def border(world: World, _: list[set[str]]) -> Asked:
    for treaty in world.treaties:
        for one in MEMBERS:
            for other in sorted(world.neighbours(one)):
                if world.answer(other, treaty) != "party" or world.answer(one, treaty) == "not asked":
                    both = world.answer(other, treaty) == world.answer(one, treaty) == "party"
                    yield (one, treaty, other), "no gap" if both else "not applicable"
                elif world.answer(one, treaty) == "party":
                    yield (one, treaty, other), "no gap"
                else:
                    yield (one, treaty, other), absence(world.answer(one, treaty))


def on_the_act(world: World, one: str, other: str) -> str:
    told = by_hand(one, other, world.standings, world.provided, world.read, world.agreed, world.registers)
    return {"provided": "no gap", "none recorded": "gap", "unknown": "unknown"}[told]


def basis(world: World, _: list[set[str]]) -> Asked:
    for one, other in PAIRS:
        if other in world.neighbours(one):
            yield (one, ACT, other), on_the_act(world, one, other)


def corridor(world: World, _: list[set[str]]) -> Asked:
    for citizenship, where in world.detected:
        if {citizenship, where} <= set(MEMBERS):
            yield (where, ACT, citizenship), on_the_act(world, where, citizenship)


def bilateral(world: World, _: list[set[str]]) -> Asked:
    for one, other in PAIRS:
        linked = other in world.neighbours(one) or {(one, other), (other, one)} & world.detected
        if linked and {one, other} <= set(MEMBERS):
            yield (one, ACT, other), on_the_act(world, one, other)


def mechanism(world: World, _: list[set[str]]) -> Asked:
    bodies = {b for b in world.working if WORKING[b] == "regional"}
    for one in MEMBERS:
        if any((one, b) in world.joined for b in bodies):
            yield (one, "", ""), "no gap"
        else:
            yield (one, "", ""), "gap" if bodies and bodies <= world.rosters else "unknown"


def ratification(world: World, _: list[set[str]]) -> Asked:
    for one in MEMBERS:
        for treaty in world.treaties:
            answer = world.answer(one, treaty)
            if answer == "signatory":
                yield (one, treaty, ""), "gap"
            elif (one, treaty) in world.signed and answer in OPEN:
                yield (one, treaty, ""), "unknown"
            elif (one, treaty) in world.signed and answer in ("party", "withdrawn"):
                yield (one, treaty, ""), "no gap"


def report(world: World, _: list[set[str]]) -> Asked:
    for m in MEASURES:
        in_place = [s for (s, listed), status in world.listed.items() if listed == m and status == "in_place"]
        if not in_place or world.natures[m] != "measure":
            continue
        treaties = [t for t in world.treaties if world.about.get((m, t)) == "subject"]
        for one in sorted(world.replied & set(MEMBERS)):
            status = world.listed.get((one, m), "")
            towards = {world.answer(one, t) for t in treaties}
            if treaties:
                answer = "gap" if towards & set(ABSENT) else "no gap" if towards == {"party"} else "unknown"
            elif status == "in_place":
                answer = "no gap"
            else:
                answer = "not listed" if status or world.is_open[m] is False else "unknown"
            yield (one, m, ""), answer


def un(world: World, _: list[set[str]]) -> Asked:
    coordinating = {m for m, kind in MECHANISMS.items() if kind != "national"}
    for entity in sorted(world.active | world.asked):
        inside = any(e == entity and m in coordinating for e, _, m in world.roles)
        whole = coordinating <= world.covered
        yield (entity, "", ""), "no gap" if inside else "gap" if whole else "unknown"


ORACLES: dict[str, Callable[[World, list[set[str]]], Asked]] = {
    "instrument": instrument, "border": border, "basis": basis, "corridor": corridor, "mechanism": mechanism,
    "bilateral": bilateral, "ratification": ratification, "report": report, "un": un,
}  # fmt: skip


def told(then: AsAt, kind: str) -> dict[tuple[str, str, str], str]:
    return {
        (gap.subject.id, gap.about.id if gap.about else "", gap.other.id if gap.other else ""): gap.answer
        for gap in then.answered(kind).gaps
    }


def test_every_kind_has_an_oracle():
    assert ORACLES.keys() == RULES.keys()


@pytest.mark.parametrize("kind", ORACLES)
def test_each_question_has_the_oracles_answer(kind: str):
    seen = set()

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(WORLDS)
    def compared(world: World) -> None:
        then = at(recorded(world))
        asked = dict(ORACLES[kind](world, [set(c.states) for c in then.partition.clusters]))
        answers = {question: answer for question, answer in asked.items() if answer not in ("no gap", "not applicable")}
        assert told(then, kind) == answers
        counted = {answer: list(asked.values()).count(answer) for answer in then.answered(kind).counts}
        assert then.answered(kind).counts == counted
        seen.update(asked.values())

    compared()
    assert {"gap", "unknown", "no gap"} <= seen, "the worlds drawn are too poor to tell"
