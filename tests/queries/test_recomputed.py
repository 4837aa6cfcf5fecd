"""Answers about treaties, recomputed in Python from the graph a build makes: no engine is taken at its word."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

import pytest

from pactgraph import open_graph
from pactgraph.building import prepare
from pactgraph.catalogue import Result, ask, find_query
from pactgraph.facts.records import Graph, GraphRelationship, Key
from pactgraph.stores.bolt import Reader
from pactgraph.stores.embedded import EmbeddedStore

DAYS = [dt.date(2014, 6, 9), dt.date(2014, 12, 31), dt.date(2026, 9, 24)]
OUTSIDE = ("not party", "signatory", "withdrawn")
ANSWERS = ("party", "signatory", "withdrawn", "not party", "disputed", "unknown")


class Recomputed:
    """The graph as at a day, by plain loops over its relationships."""

    def __init__(self, graph: Graph, day: dt.date, strict: bool) -> None:
        self.graph = graph
        self.day, self.strict = day, strict
        self.node = {node.key: node.properties for node in graph.nodes}
        self.facts: dict[str, list[GraphRelationship]] = defaultdict(list)
        for fact in graph.relationships:
            if fact.properties["holds_from"] <= day < fact.properties["holds_until"]:
                self.facts[fact.type].append(fact)
        self.standing = {(fact.start, fact.end): fact.properties for fact in self.facts["STANDING"]}
        assert len(self.standing) == len(self.facts["STANDING"])  # spells do not overlap

    def member(self, key: Key) -> bool:
        first, end = (self.node[key].get(name) for name in ("un_member_from", "un_member_until"))
        return isinstance(first, dt.date) and isinstance(end, dt.date) and first <= self.day < end

    def answer(self, state: Key, treaty: Key) -> str:
        known = self.standing[state, treaty].get("known_until")
        if self.strict and isinstance(known, dt.date) and known < self.day:
            return "unknown"
        return str(self.standing[state, treaty]["answer"])

    def known(self, state: Key, treaty: Key) -> object:
        return self.standing[state, treaty].get("known_until")

    def of(self, treaty: Key) -> list[Key]:
        return sorted(
            (state for state, end in self.standing if end == treaty and state.label == "State" and self.member(state)),
            key=str,
        )

    def signed(self) -> Iterator[tuple[Key, Key]]:
        for fact in self.facts["SIGNED"]:
            if fact.start.label == "State" and self.member(fact.start):
                yield fact.start, fact.end


@pytest.fixture(scope="module")
def graph() -> Graph:
    return prepare().graph


@pytest.fixture(scope="module", params=[(day, strict) for day in DAYS for strict in (False, True)], ids=str)
def then(request: pytest.FixtureRequest, graph: Graph) -> Recomputed:
    return Recomputed(graph, *request.param)


@pytest.fixture(scope="module")
def reader(bundled: EmbeddedStore) -> Iterator[Reader]:
    with bundled.open() as opened:
        yield opened


def asked(reader: Reader, then: Recomputed, name: str, **given: str) -> Result:
    return ask(reader, find_query(name), {"strict": str(then.strict), **given}, then.day)


def rows(result: Result, *names: str) -> set[tuple[object, ...]]:
    found = [tuple(row[name] for name in names) for row in result.answer.records()]
    assert len(set(found)) == len(found)
    return set(found)


TREATIES = [Key("Treaty", id_) for id_ in ("TIP_PROTOCOL", "UNTOC", "ICCPR_OP1", "ILO_C105", "UNCAC", "COE_CETS197")]


@pytest.mark.parametrize("treaty", TREATIES, ids=str)
def test_not_party(reader: Reader, then: Recomputed, treaty: Key):
    found = asked(reader, then, "not-party", treaty=treaty.id)
    states = then.of(treaty)
    expected = {(s.id, then.answer(s, treaty), then.known(s, treaty)) for s in states}
    assert rows(found, "id", "answer", "known_until") == {row for row in expected if row[1] != "party"}
    assert found.denominator == (len(states), "UN Member States")
    assert {row["answer"]: row["n"] for row in found.counted} == {
        answer: len(list(group)) for answer, group in groupby(sorted(then.answer(s, treaty) for s in states))
    }


def test_treaty_coverage(reader: Reader, then: Recomputed):
    expected = set()
    for treaty in {treaty for _, treaty in then.standing}:
        answers = [then.answer(s, treaty) for s in then.of(treaty)]
        known = [then.known(s, treaty) for s in then.of(treaty) if then.answer(s, treaty) != "unknown"]
        days = [day for day in known if isinstance(day, dt.date)]
        silent = {
            source
            for s in then.of(treaty)
            if then.answer(s, treaty) == "not party"
            for source in then.standing[s, treaty]["sources"]  # type: ignore[attr-defined]
        }
        expected.add(
            (treaty.id, *(answers.count(answer) for answer in ANSWERS), min(days, default=None), frozenset(silent))
        )
    found = asked(reader, then, "treaty-coverage")
    names = [answer.replace(" ", "_") for answer in ANSWERS]
    assert {
        (row["treaty"], *(row[name] for name in names), row["known_until"], frozenset(row["lists"]))  # type: ignore[call-overload]
        for row in found.answer.records()
    } == expected
    assert all(len(row["lists"]) == len(set(row["lists"])) for row in found.answer.records())  # type: ignore[call-overload, arg-type]


@pytest.mark.parametrize("treaty", TREATIES[:3], ids=str)
def test_regions_outside_treaty(reader: Reader, then: Recomputed, treaty: Key):
    answers: dict[tuple[object, object], list[tuple[str, str]]] = defaultdict(list)
    for s in then.of(treaty):
        answers[then.node[s].get("region"), then.node[s].get("subregion")].append((then.answer(s, treaty), s.id))
    expected = {
        (
            *region,
            len(found),
            *(sum(answer == name for answer, _ in found) for name in ANSWERS),
            tuple(sorted(id_ for answer, id_ in found if answer in OUTSIDE)),
        )
        for region, found in answers.items()
    }
    names = [answer.replace(" ", "_") for answer in ANSWERS]
    assert {
        (row["region"], row["subregion"], row["members"], *(row[name] for name in names), tuple(row["outside"]))  # type: ignore[arg-type]
        for row in asked(reader, then, "regions-outside-treaty", treaty=treaty.id).answer.records()
    } == expected


def test_signed_not_ratified(reader: Reader, then: Recomputed):
    found = asked(reader, then, "signed-not-ratified")
    signed = list(then.signed())
    assert rows(found, "id", "treaty", "answer") == {
        (s.id, t.id, then.answer(s, t)) for s, t in signed if then.standing[s, t]["answer"] in ("signatory", "unknown")
    }
    assert found.denominator == (len(signed), "signatures by UN Member States")


@pytest.mark.parametrize("state", ["THA", "JAM", "BTN", "SSD", "VAT"])
def test_state_treaties(reader: Reader, then: Recomputed, state: str):
    key = Key("State", state)
    expected = {
        (treaty.id, then.answer(key, treaty), then.known(key, treaty)) for s, treaty in then.standing if s == key
    }
    found = asked(reader, then, "state-treaties", state=state)
    assert rows(found, "treaty", "answer", "known_until") == expected
    assert found.denominator == (len(expected), "treaties it is asked about on that day")


@pytest.mark.parametrize("treaty", TREATIES[:3], ids=str)
def test_neighbours_outside_treaty(reader: Reader, then: Recomputed, treaty: Key):
    pairs = [
        (one, other)
        for border in then.facts["BORDERS"]
        if border.properties["kind"] == "land" and then.member(border.start) and then.member(border.end)
        for one, other in ((border.start, border.end), (border.end, border.start))
    ]
    found = asked(reader, then, "neighbours-outside-treaty", treaty=treaty.id)
    assert rows(found, "outside", "inside", "answer") == {
        (out.id, inside.id, then.answer(out, treaty))
        for out, inside in pairs
        if then.answer(inside, treaty) == "party" and then.answer(out, treaty) != "party"
    }
    assert found.denominator == (len(pairs) // 2, "pairs of UN Member States that are land neighbours")


def test_supplements(reader: Reader, then: Recomputed):
    expected = set()
    for link in then.facts["SUPPLEMENTS"]:
        if not then.of(link.start):
            continue
        said = [(then.answer(s, link.end), then.answer(s, link.start)) for s in then.of(link.start)]
        settled = [pair for pair in said if not {"disputed", "unknown"} & set(pair)]
        expected.add(
            (
                *(link.end.id, link.start.id, sum(one == two == "party" for one, two in said)),
                sum(one == "party" != two for one, two in settled),
                sum(two == "party" != one for one, two in settled),
                sum("party" not in pair for pair in settled),
                len(said) - len(settled),
            )
        )
    names = ("convention", "supplement", "both", "convention_only", "supplement_only", "neither", "unsettled")
    assert rows(asked(reader, then, "supplements"), *names) == expected


def test_treaties_not_joined(reader: Reader, then: Recomputed):
    found = asked(reader, then, "treaties-not-joined", topic="trafficking", limit="1000")
    expected = set()
    for state in [key for key in then.node if key.label == "State" and then.member(key)]:
        answers = [
            then.answer(state, treaty)
            for s, treaty in then.standing
            if s == state and then.node[treaty].get("topic") == "trafficking"
        ]
        outside, unknown = sum(answer in OUTSIDE for answer in answers), answers.count("unknown")
        if outside or unknown:
            expected.add((state.id, outside, unknown, len(answers)))
    assert rows(found, "id", "not_joined", "unknown", "asked") == expected


def test_corridors_without_cooperation(reader: Reader, then: Recomputed):
    """Recomputed pair by pair, as the question reads."""
    small = defaultdict(set)
    for m in then.facts["MEMBER_OF"]:
        if m.properties["status"] == "member" and m.end.label == "RegionalBody" and m.start.label == "State":
            small[m.end].add(m.start)
    links: dict[Key, set[Key]] = defaultdict(set)
    for body, members in small.items():
        for state in members if len(members) <= 60 else ():
            links[state].add(body)
    held = {
        key
        for key, known in then.node.items()
        if key.label == "BilateralAgreement" and known["holds_from"] <= then.day < known["holds_until"]  # type: ignore[operator]
    }
    concluded = defaultdict(set)
    for fact in then.graph.relationships:
        if fact.type == "CONCLUDED" and fact.end in held:
            concluded[fact.start].add(fact.end)
    topic = [key for key, known in then.node.items() if key.label == "Treaty" and known.get("topic") == "trafficking"]
    expected = set()
    for v in then.facts["DETECTED_VICTIMS"]:
        if v.properties["domestic"]:
            continue
        party = [
            treaty
            for treaty in topic
            if all((s, treaty) in then.standing and then.answer(s, treaty) == "party" for s in (v.start, v.end))
        ]
        if not party and not links[v.start] & links[v.end] and not concluded[v.start] & concluded[v.end]:
            expected.add((v.start.id, v.end.id))
    found = asked(reader, then, "corridors-without-cooperation")
    assert rows(found, "citizenship", "detecting") == expected


BASED = [
    *[("KHM", "THA"), ("CHE", "ITA"), ("ARG", "BRA"), ("GBR", "ESP"), ("NPL", "IND"), ("BRA", "PRT"), ("CHE", "DEU")],
    # Few treaties, few agreements, or neither; no Member State; a State of 2011.
    *[("PLW", "TUV"), ("VAT", "ITA"), ("PSE", "ISR"), ("SSD", "UGA"), ("PRK", "KOR"), ("BTN", "IND"), ("SOM", "KEN")],
    # Instruments of regions, also for one side only.
    *[("FRA", "ROU"), ("THA", "LAO"), ("BGD", "LKA"), ("GHA", "NGA"), ("MEX", "USA"), ("RUS", "UZB"), ("TUR", "GEO")],
    *[("ZAF", "MOZ"), ("EGY", "JOR"), ("CHL", "URY"), ("JPN", "PHL"), ("AUS", "THA"), ("QAT", "IND"), ("ALB", "MNE")],
    *[("IRN", "AFG"), ("COD", "COG"), ("COL", "PER"), ("ETH", "ERI"), ("VNM", "GBR"), ("CYP", "MLT"), ("NLD", "SUR")],
]


@pytest.mark.parametrize("day", [DAYS[0], DAYS[2]], ids=str)
@pytest.mark.parametrize("strict", [False, True])
def test_legal_basis(bundled: EmbeddedStore, reader: Reader, day: dt.date, strict: bool):
    """The same between two States, act by act, as `pactgraph basis`, whose own tests count it anew."""
    then = open_graph(str(bundled)).at(day, strict=strict)
    seen = set()
    for one, other in BASED:
        given = {"state": one, "other": other, "as_of": day.isoformat(), "strict": str(strict)}
        found = ask(reader, find_query("legal-basis"), given, day)
        expected = []
        for act in then.legal_basis.acts:
            basis = then.legal_basis.between(one, other, act)
            answer = "provided" if basis.answer == "provided" else "unknown"
            told = [f"{by.provision}{'' if by.in_force else ' (in force: not stated)'}" for by in basis.by]
            places = [locator for by in basis.by for locator in by.provision.fact.locators]
            days = basis.known_until if answer == "provided" else None
            expected.append([answer, told, list(basis.agreements), list(basis.to_read), days, places])
            seen |= {answer, *told, *basis.agreements, *basis.to_read}
        assert [row[2:] for row in found.answer.rows] == expected, (one, other)
        assert found.denominator == (len(expected), "acts of cooperation")
    # Every case is there: articles of another treaty, related offences, in force as stated or not, an agreement.
    cases = ("unknown", "art. 16", "with UNTOC", "(related", "in force: not", "BLA-", "BT-")
    assert strict or [case for case in cases if not any(case in text for text in seen)] == []


def test_agreements_by_aim(reader: Reader, graph: Graph):
    """Counted by topic and decade; what is coded for none of the three is unknown, and in no other column."""
    concluded = {fact.end for fact in graph.relationships if fact.type == "CONCLUDED"}
    expected: dict[tuple[object, object], list[int]] = defaultdict(lambda: [0] * 5)
    for node in graph.nodes:
        if node.key not in concluded:
            continue
        signed, aims = node.properties.get("signed"), node.properties.get("aims", [])
        assert isinstance(aims, list)
        decade = signed.year // 10 * 10 if isinstance(signed, dt.date) else None
        coded = ["prosecution" in aims, "protection" in aims, "prevention" in aims, not aims]
        counts = expected[node.properties["topic"], decade]
        expected[node.properties["topic"], decade] = [n + more for n, more in zip(counts, [1, *coded], strict=True)]
    found = ask(reader, find_query("agreements-by-aim"), {}, DAYS[0])
    names = ("agreements", "prosecution", "protection", "prevention", "unknown")
    assert {(row["topic"], row["decade"]): [row[name] for name in names] for row in found.answer.records()} == expected
    total = [sum(column) for column in zip(*expected.values(), strict=True)]
    assert found.denominator == (total[0], "recorded agreements")
    # How many are coded at all, and of those on trafficking: a rule that says more or less has to be looked at.
    assert total == [2150, 577, 164, 137, 1357]
    trafficking = [counts for (topic, _), counts in expected.items() if topic == "trafficking"]
    assert [sum(column) for column in zip(*trafficking, strict=True)] == [62, 20, 33, 25, 25]
