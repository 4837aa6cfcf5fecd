"""
Cypher, Python and the page's JavaScript give one answer on random claims, lists and days: what an oracle works out.

The oracle knows no spells: for one State, treaty and day it asks every claim and every list anew.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from synthetic import source, synthetic

from pactgraph.building import store
from pactgraph.graph import Graph
from pactgraph.stores.embedded import EmbeddedStore

STATES = ("AAA", "BBB", "CCC")
TREATIES = {"PACT": "2000-11-15", "CODE": "1990-03"}
FIRST_DAYS = {**TREATIES, "CLUB": "1985"}
"""Adoption of the treaties, foundation of a body."""
RANKS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
AUTHORITY = {"first": "depositary", "second": "register", "third": "dataset", "fourth": "report"}
DAYS = st.dates(dt.date(1988, 1, 1), dt.date(2030, 12, 31))
DATES = DAYS.map(str) | DAYS.map(lambda day: str(day)[:7]) | DAYS.map(lambda day: str(day)[:4])
FAR = dt.date(9999, 12, 31)


def first_of(text: str) -> dt.date:
    return dt.date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)


def last_of(text: str) -> dt.date:
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    if len(text) == 4:
        return dt.date(int(text), 12, 31)
    year, month = int(text[:4]), int(text[5:])
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """One source's claim of a consent or a signature."""

    by: str
    type: str
    state: str
    treaty: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class World:
    """Claims, and the day of each source's list of a treaty with the States it excepts; who has none has no list."""

    claims: tuple[Said, ...]
    lists: dict[tuple[str, str], tuple[dt.date, frozenset[str]]]
    speaks: dict[str, dt.date]

    def said(self, type_: str, state: str, treaty: str) -> list[Said]:
        found = [c for c in self.claims if (c.type, c.state, c.treaty) == (type_, state, treaty)]
        return sorted(found, key=lambda c: RANKS[c.by])

    def spoken(self, claim: Said) -> dt.date:
        """The last day for which the source vouches for its claim: its list's own, else the source's."""
        return self.lists.get((claim.by, claim.treaty), (self.speaks[claim.by], frozenset()))[0]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    speaks = {by: draw(DAYS) for by in RANKS}
    lists = {
        (by, treaty): (draw(DAYS), frozenset(draw(st.lists(st.sampled_from(STATES), max_size=1))))
        for by in ("first", "second")
        for treaty in TREATIES
        if draw(st.booleans())
    }
    claims = []
    for state, treaty in itertools.product(STATES, TREATIES):
        # One source states at most one consent; only a lone claim has an end, so that each pair has one spell.
        by = draw(st.lists(st.sampled_from(list(RANKS)), max_size=3, unique=True))
        for name in by:
            since = draw(st.just("") | DATES)
            until = draw(st.just("") | DATES) if len(by) == 1 and since else ""
            if until and first_of(until) <= last_of(since):
                until = ""
            claims.append(Said(name, "PARTY_TO", state, treaty, since, until))
        if draw(st.booleans()):
            claims.append(Said(draw(st.sampled_from(list(RANKS))), "SIGNED", state, treaty, draw(DAYS.map(str))))
    for state in STATES:
        since, until = draw(st.just("") | DATES), draw(st.just("") | DATES)
        if not until or (since and first_of(until) > last_of(since)):
            claims.append(Said(draw(st.sampled_from(list(RANKS))), "MEMBER_OF", state, "CLUB", since, until))
    return World(tuple(claims), lists, speaks)


def certain(world: World, said: list[Said], adopted: str) -> tuple[dt.date, dt.date, dt.date, dt.date]:
    """First possible and first certain day of what is said of one act, the first day it may have ended and has ended."""
    dated = [claim.since for claim in said if claim.since]
    if dated:
        since = dated[0]
        for other in dated[1:]:
            inside = first_of(since) <= first_of(other) and last_of(other) <= last_of(since)
            since = other if inside and other != since else since
        possible, first = first_of(since), last_of(since)
    else:
        possible = first = min(world.spoken(claim) for claim in said)
    until = next((claim.until for claim in said if claim.until), "")
    first = max(first, first_of(adopted))
    return min(possible, first), first, (first_of(until) if until else FAR), (last_of(until) if until else FAR)


def oracle(world: World, state: str, treaty: str, day: dt.date) -> str | None:
    """The answer for one State, treaty and day, worked out from every claim and list."""
    adopted = TREATIES[treaty]
    if day < first_of(adopted):
        return None
    said, signed = world.said("PARTY_TO", state, treaty), world.said("SIGNED", state, treaty)
    named = {claim.by for claim in said}
    lists = {by: on for (by, of), (on, excepted) in world.lists.items() if of == treaty and state not in excepted}
    ended = False
    if said:
        possible, first, end, over = certain(world, said, adopted)
        if first < end:
            if first <= day < end:
                for by, on in lists.items():
                    if by in named or not first <= on < end:
                        continue
                    vouched = any(RANKS[c.by] <= RANKS[by] and world.spoken(c) < on for c in said)
                    later = any(lists[c.by] > on for c in said if c.by in lists)
                    if (day < on and not vouched) or day == on or (day > on and not later):
                        return "disputed"
                return "party"
            for claim in said:
                asserted = last_of(claim.since) if claim.since else world.spoken(claim)
                if asserted <= day < first and any(
                    by != claim.by and asserted <= on < first for by, on in lists.items()
                ):
                    return "disputed"
            if possible <= day < first or end <= day < over:
                return "unknown"
            ended = day >= over
    if ended:
        return "withdrawn"
    undated_on = {claim.by for claim in said if not claim.since}
    if said and not certain(world, said, adopted)[1] < certain(world, said, adopted)[2]:
        undated_on = set()
    covered = any(by not in undated_on for by in lists)
    if any(certain(world, [claim], adopted)[1] <= day for claim in signed):
        return "signatory" if covered else "unknown"
    return "not party" if covered else "unknown"


OWN = {"PARTY_TO": {"action": "accession"}, "MEMBER_OF": {"status": "member"}}
TYPES = ("MEMBER_OF", "PARTY_TO", "SIGNED")


def built(world: World, folder: Path) -> Graph:
    """The world as a graph in an embedded store."""
    sources = [
        source(
            name,
            str(world.speaks[name]),
            AUTHORITY[name],
            {of: (str(on), excepted) for (by, of), (on, excepted) in world.lists.items() if by == name},
        )
        for name in RANKS
    ]
    nodes = [("State", id_, {"name": id_, "un_member": "true", "un_member_since": "1945-10-24"}) for id_ in STATES]
    nodes += [("Treaty", id_, {"name": id_, "topic": "trafficking", "adopted": on}) for id_, on in TREATIES.items()]
    nodes.append(("RegionalBody", "CLUB", {"name": "Club", "founded": FIRST_DAYS["CLUB"]}))
    claims = [
        (by, f"Source:{by}", "COVERS", f"Treaty:{of}", "list", {"until": str(on + dt.timedelta(days=1))})
        for (by, of), (on, _) in world.lists.items()
    ]
    for number, said in enumerate(world.claims):
        cells = {"since": said.since, "until": said.until} | OWN.get(said.type, {})
        stated = {name: cell for name, cell in cells.items() if cell}
        end = f"{'RegionalBody' if said.type == 'MEMBER_OF' else 'Treaty'}:{said.treaty}"
        claims.append((said.by, f"State:{said.state}", said.type, end, f"row {number}", stated))
    target = EmbeddedStore(folder)
    store(synthetic(nodes, claims, sources), target)
    return Graph(target)


CYPHER = """MATCH (s:State)-[st:STANDING]->(t:Treaty)
WHERE st.holds_from <= date($as_of) AND st.holds_until > date($as_of)
RETURN s.id AS state, t.id AS treaty, st.answer AS answer ORDER BY state, treaty"""
FACTS = """MATCH (s:State)-[r:MEMBER_OF|PARTY_TO|SIGNED]->(t)
WHERE r.holds_from <= date($as_of) AND r.holds_until > date($as_of)
RETURN type(r) AS type, s.id AS state, t.id AS treaty ORDER BY type, state, treaty"""
PAGE = """(day) => {
  const { asAt, nodes } = pactgraph;
  const now = asAt(day);
  const ids = (type) => now.holding(type).map((f) => [type, nodes[f.start].id, nodes[f.end].id]);
  return {
    standings: now.holding("STANDING").map((f) => [nodes[f.start].id, nodes[f.end].id, f.extra.answer]),
    // Of consents and signatures the page has what follows from them only.
    facts: ids("MEMBER_OF"),
  };
}"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory):
    return itertools.count().__next__, tmp_path_factory


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    # Each example builds a store and a page: a failing one is shown as it is.
    phases=(Phase.explicit, Phase.generate),
)
@given(world=worlds(), chosen=st.lists(DAYS, min_size=3, max_size=3))
def test_three_readers_and_an_oracle_agree(browser: Browser, folders, world: World, chosen: list[dt.date]) -> None:
    number, factory = folders
    folder = factory.mktemp(f"world-{number()}")
    # The days on which answers turn, besides random ones.
    turns = [on + dt.timedelta(days=more) for on, _ in world.lists.values() for more in (-1, 0, 1)]
    turns += [of(text) for c in world.claims for text in (c.since, c.until) if text for of in (first_of, last_of)]
    days = sorted({*chosen, *turns, dt.date(2026, 9, 24)})[:40]
    with built(world, folder / "store") as graph:
        file = folder / "atlas.html"
        file.write_text(graph.atlas().html, encoding="utf-8", newline="\n")
        page = browser.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        for day in days:
            expected = [
                (state, treaty, answer)
                for state, treaty in itertools.product(STATES, sorted(TREATIES))
                if (answer := oracle(world, state, treaty, day)) is not None
            ]
            in_cypher = graph.cypher(CYPHER, as_of=str(day)).itertuples(index=False, name=None)
            in_python = [(*pair, standing.answer) for pair, standing in sorted(graph.at(day).standings.items())]
            on_page = page.evaluate(PAGE, day.year * 10_000 + day.month * 100 + day.day)
            assert list(in_cypher) == expected, day
            assert in_python == expected, day
            assert sorted(map(tuple, on_page["standings"])) == expected, day
            holding = sorted(
                (type_, state, treaty)
                for type_ in TYPES
                for state, treaty in itertools.product(STATES, FIRST_DAYS)
                if (said := world.said(type_, state, treaty))
                and (days_of := certain(world, said, FIRST_DAYS[treaty]))
                and days_of[1] <= day < days_of[2]
            )
            assert list(graph.cypher(FACTS, as_of=str(day)).itertuples(index=False, name=None)) == holding, day
            held = [
                (fact.type, fact.start.id, fact.end.id)
                for type_ in TYPES
                for fact in graph.at(day).facts.holding(type_, day)
            ]
            assert sorted(held) == holding, day
            assert sorted(map(tuple, on_page["facts"])) == [one for one in holding if one[0] == "MEMBER_OF"], day
        page.close()
