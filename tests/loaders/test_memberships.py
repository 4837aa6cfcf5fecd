"""Who belongs to which body by all sources together: the faults that one dataset alone has, and rosters held out."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.coverage import Lists
from pactgraph.facts.records import Claim, GraphRelationship, Records
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Source, find_sources, read_sources

HELD_OUT = Path(__file__).with_name("held_out.csv")
Facts = tuple[Records, dict[str, Source]]


@pytest.fixture(scope="module")
def facts() -> Facts:
    """The claims of membership in bodies, what rosters claim to cover, and the nodes; and the sources."""

    def of_a_body(claim: Claim) -> bool:
        return claim.type in ("MEMBER_OF", "COVERS") and claim.end.label in ("RegionalBody", "UNEntity")

    folders = find_sources()
    records = read_sources(folders, bundled_schema(), bundled_registers())
    claims = [claim for claim in records.claims if of_a_body(claim)]
    return Records(records.nodes, claims), {folder.source.id: folder.source for folder in folders}


def without(facts: Facts, held_out: str = "") -> list[GraphRelationship]:
    """Return the memberships that the sources make, one of them held out."""
    records, sources = facts
    kept = Records(
        [node for node in records.nodes if node.source != held_out],
        [claim for claim in records.claims if claim.source != held_out],
    )
    rest = {id_: source for id_, source in sources.items() if id_ != held_out}
    graph = consolidate(kept, rest, bundled_schema(), bundled_registers(), "run")
    return [r for r in graph.relationships if r.type == "MEMBER_OF"]


@pytest.fixture(scope="module")
def memberships(facts: Facts) -> list[GraphRelationship]:
    return without(facts)


def holds(relationship: GraphRelationship, day: dt.date) -> bool:
    first, end = relationship.properties["holds_from"], relationship.properties["holds_until"]
    assert isinstance(first, dt.date)
    assert isinstance(end, dt.date)
    return first <= day < end


@pytest.mark.parametrize(
    ("state", "body", "day", "expected"),
    [
        # One dataset counts who was none: no later roster and none of the time has them.
        *((state, "EAC", "2014-12-31", "") for state in ("LSO", "MWI", "ZMB", "ZWE")),
        ("KEN", "EAC", "2014-12-31", "member"),
        ("SSD", "COMESA", "2014-12-31", ""),
        ("MYS", "ICC", "2014-12-31", ""),
        ("IND", "OECD", "2014-12-31", ""),
        # One dataset counts associates and observers as members.
        ("CHL", "MERCOSUR", "2014-12-31", "associate"),
        ("BOL", "MERCOSUR", "2014-12-31", "associate disputed"),
        ("SAU", "IOM", "2025-12-31", "observer disputed"),
        ("RUS", "IOM", "2025-12-31", "observer disputed"),
        ("TKM", "IOM", "2014-12-31", "member"),
        ("GEO", "CIS", "2025-12-31", ""),
        ("TKM", "CIS", "2025-12-31", "associate"),
        ("KGZ", "CIS", "2025-12-31", "member"),
        # One dataset lost who was there all the time.
        ("GNQ", "AU", "2014-12-31", "member"),
        ("HND", "OAS", "2014-12-31", "member"),
        ("MNG", "OSCE", "2014-12-31", "member"),
        ("COD", "COMESA", "2014-12-31", "member"),
        ("CUB", "OAS", "2014-12-31", "member"),
        # A page gives the day that snapshots show years later; the earlier day of admission is not that of membership.
        ("SSD", "EAC", "2016-03-10", ""),
        ("SSD", "EAC", "2016-04-15", "member"),
        ("COD", "EAC", "2022-03-29", "member"),
        ("TLS", "ASEAN", "2025-10-25", "observer"),
        ("TLS", "ASEAN", "2025-10-26", "member"),
        ("TUN", "COMESA", "2018-07-30", ""),
        ("SWE", "NATO", "2024-03-07", "member"),
        ("GMB", "COMSEC", "2014-04-30", ""),
        ("BDI", "ICC", "2017-10-26", "member disputed"),
        ("BDI", "ICC", "2018-01-01", ""),
        # Territories and associated States: only one roster has them, or two.
        ("COK", "INTERPOL", "2025-12-31", "member disputed"),
        ("NIU", "INTERPOL", "2025-12-31", "member disputed"),
        ("COK", "PIF", "2025-12-31", "member"),
        ("NIU", "PIF", "2025-12-31", "member"),
        # What a State of the past had is not its successor's.
        ("SRB", "UN", "1985-12-31", ""),
        ("SRB", "INTERPOL", "1985-12-31", ""),
        ("YUG", "UN", "1985-12-31", "member"),
        ("YUG", "INTERPOL", "1985-12-31", "member"),
        ("YUG", "UN", "1995-12-31", ""),
        ("SRB", "UN", "2001-12-31", "member"),
        # What ended has ended, whoever still lists it.
        ("GBR", "EU", "2014-12-31", "member disputed"),
        ("GBR", "EU", "2026-05-17", ""),
        ("RUS", "COE", "2026-05-17", ""),
        ("GMB", "COMSEC", "2014-12-31", ""),
        ("UZB", "CSTO", "2014-12-31", ""),
        # A change between two snapshots; one that a better source dates.
        ("FIN", "NATO", "2022-12-31", ""),
        ("FIN", "NATO", "2023-12-30", "member"),
        ("PAK", "SCO", "2020-12-31", "observer"),
        ("PAK", "SCO", "2022-12-29", "member"),
        ("TLS", "ASEAN", "2025-11-30", "member"),
        ("TLS", "ASEAN", "2025-10-01", "observer"),
        # Missing from later snapshots, and stated after them.
        ("MLI", "ECOWAS", "2026-05-17", "member disputed"),
    ],
)
def test_who_belongs_to_a_body_on_a_day(memberships, state, body, day, expected):
    asked = dt.date.fromisoformat(day)
    found = [r.properties for r in memberships if (r.start.id, r.end.id) == (state, body) and holds(r, asked)]
    assert [str(p["status"]) + " disputed" * bool(p["disputed"]) for p in found] == [expected] * bool(expected)


def test_no_roster_loses_silently(facts, memberships):
    """Whom a roster has on its day and the graph does not count as member is disputed, or settled in so many words."""
    records, sources = facts
    lists = Lists(records, sources)
    silent = set()
    for source, day in (("factbook", dt.date(2014, 7, 13)), ("factbook", dt.date(2026, 5, 17)),
                        ("internacia", dt.date(2025, 12, 31)), ("country_converter", dt.date(2025, 12, 31)),
                        ("cow_igo", dt.date(2014, 12, 31))):  # fmt: skip
        for body in {claim.end.id for claim in records.claims if claim.source == source}:
            of_body = [r for r in memberships if r.end.id == body]
            counted = {r.start.id for r in of_body if r.properties["status"] == "member" and holds(r, day)}
            said = {r.start.id for r in of_body if r.properties["disputed"]}
            silent |= {
                (source, body, id_) for id_ in lists.listed(source, "MEMBER_OF", body, day).sure - counted - said
            }
    assert silent == set()


@pytest.mark.parametrize(
    ("held_out", "day", "bodies"), [("factbook", "2014-07-13", 50), ("internacia", "2025-12-31", 35)]
)
def test_a_roster_held_out_differs_only_as_explained(facts, held_out, day, bodies):
    """The graph without one roster against that roster: every body that both have, every difference with its reason."""
    records, sources = facts
    lists, asked = Lists(records, sources), dt.date.fromisoformat(day)
    members: dict[str, set[str]] = {}
    for r in without(facts, held_out):
        if r.properties["status"] == "member" and holds(r, asked):
            members.setdefault(r.end.id, set()).add(r.start.id)
    known = lists.names(held_out, "MEMBER_OF")
    found = {}
    compared = {c.end.id for c in records.claims if c.source == held_out and c.type == "MEMBER_OF"} & members.keys()
    for body in compared:
        roster = lists.listed(held_out, "MEMBER_OF", body, asked)
        alone, lacking = (members[body] - roster.possible) & known, roster.sure - members[body]
        if alone or lacking:
            found[body] = "|".join(sorted(alone)), "|".join(sorted(lacking))
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["held_out"] == held_out]
    assert found == {row["body"]: (row["graph_only"], row["roster_only"]) for row in rows}
    assert all(row["why"] for row in rows)
    assert len(compared) == bodies
