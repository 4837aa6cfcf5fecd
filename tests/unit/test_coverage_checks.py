from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.facts.coverage import Lists, verify
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.records import Claim, Key, Node, Place, Records
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Source, find_sources, read_sources

NOWHERE = Place(Path("synthetic/facts/x.csv"), 2)
LABELS = {"TIP_PROTOCOL": "Treaty", "EU": "RegionalBody", "CHE": "State"}


def claim(type_: str, start: str, end: str, source: str, **values: str) -> Claim:
    label = "Source" if type_ == "COVERS" else "State"
    dated = {name: PartialDate.parse(text) if name in ("since", "until") else text for name, text in values.items()}
    return Claim(type_, Key(label, start), Key(LABELS[end], end), dated, source, "p. 1", NOWHERE)


def source(id_: str, as_of: str = "2014", **checks: object) -> Source:
    texts = dict.fromkeys(("title", "publisher", "url", "licence", "citation", "covers"), "synthetic")
    return Source.model_validate(
        {"id": id_, "authority": "register", "as_of": as_of, "rows": {}, "checks": checks, **texts}
    )


def check(**comparison: object) -> dict[str, object]:
    return {"day": "2014-07-10", "compared": [{"against": "synthetic", "day": "2014-07-10", **comparison}]}


def faults(first: Source, *others: Source, claims: list[Claim]) -> list[str]:
    return verify(Records([], claims), {s.id: s for s in (first, *others)}).faults


LIST = [
    claim("COVERS", "one", "TIP_PROTOCOL", "one", until="2014-07-11"),
    claim("PARTY_TO", "FRA", "TIP_PROTOCOL", "one", since="2002-10-29"),
    claim("PARTY_TO", "BEN", "TIP_PROTOCOL", "one", since="2004-08"),
    claim("PARTY_TO", "NAM", "TIP_PROTOCOL", "one", since="2014-07"),
    claim("SIGNED", "TGO", "TIP_PROTOCOL", "one", since="2000-12-12"),
]
SECOND = [
    claim("PARTY_TO", "FRA", "TIP_PROTOCOL", "two", since="2002"),
    claim("PARTY_TO", "BEN", "TIP_PROTOCOL", "two", since="2004"),
    claim("PARTY_TO", "GHA", "TIP_PROTOCOL", "two", since="2012"),
]


@pytest.mark.parametrize(
    ("comparison", "exceptions", "expected"),
    [
        # Two certain parties and one of the month in question: two or three may be published.
        ({"parties": 2}, {}, ""),
        ({"parties": 3}, {}, ""),
        ({"parties": 4}, {}, "4 are published as at 2014-07-10, the list has 2"),
        ({"parties": 1}, {}, "1 are published as at 2014-07-10, the list has 2"),
        ({"parties": 4}, {"GHA": "left out"}, "4 are published as at 2014-07-10"),
        ({"parties": 4, "explained": {"GHA": "left out"}}, {}, ""),
        ({"parties": 1, "explained": {"BEN": "left"}}, {}, ""),
        ({"parties": 2, "signatories": 2}, {}, "2 are published as at 2014-07-10, the list has 1"),
        # The second list has Ghana.
        (
            {"source": "two"},
            {},
            "two has GHA as party to TIP_PROTOCOL on 2014-07-10, one has not; explain or except it",
        ),
        ({"source": "two"}, {"GHA": "left out"}, ""),
        ({"source": "two", "explained": {"GHA": "a slip"}}, {}, ""),
        (
            {"source": "two", "explained": {"GHA": "a slip", "FRA": "so"}},
            {},
            "explained.FRA: one and two do not differ",
        ),
        # A source that is not at hand cannot be asked.
        ({"source": "three"}, {}, ""),
        ({"source": "two", "day": "2014-07-11"}, {"GHA": "left out"}, "2014-07-11 is later than the list's own day"),
    ],
)
def test_a_comparison_holds_or_stops_the_check(comparison, exceptions, expected):
    first = source("one", TIP_PROTOCOL={**check(**comparison), "except": exceptions})
    found = faults(first, source("two"), claims=[*LIST, *SECOND])
    assert len(found) == bool(expected)
    assert all(fault.startswith("one/source.yml: checks.TIP_PROTOCOL.compared.0") for fault in found)
    assert expected in "".join(found)


def test_whom_the_second_source_never_names_it_does_not_speak_of():
    alone = claim("PARTY_TO", "COK", "TIP_PROTOCOL", "one", since="2001")
    first = source("one", TIP_PROTOCOL={**check(source="two"), "except": {"GHA": "left out"}})
    assert faults(first, source("two"), claims=[*LIST, *SECOND, alone]) == []
    elsewhere = claim("PARTY_TO", "COK", "EU", "two", since="2001")
    (fault,) = faults(first, source("two"), claims=[*LIST, *SECOND, alone, elsewhere])
    assert "one has COK as party to TIP_PROTOCOL on 2014-07-10, two has not" in fault


def test_a_check_is_of_one_list_of_one_day():
    newer = [claim("COVERS", "one", "TIP_PROTOCOL", "one", until="2020-01-02"), *LIST[1:]]
    (fault,) = faults(source("one", TIP_PROTOCOL=check(parties=2)), claims=newer)
    assert "checks.TIP_PROTOCOL.day: 2014-07-10, but the list is of 2020-01-01; compare that one" in fault
    (fault,) = faults(source("one", EU=check(members=2)), claims=LIST)
    assert "checks.EU: the source does not claim to cover it" in fault


def test_a_roster_counts_full_members_and_one_without_dates_speaks_of_its_own_day():
    claims = [
        claim("COVERS", "one", "EU", "one", until="2014-07-11"),
        claim("MEMBER_OF", "FRA", "EU", "one", status="member"),
        claim("MEMBER_OF", "BEL", "EU", "one", status="member", since="1958", until="2013"),
        claim("MEMBER_OF", "TUR", "EU", "one", status="observer"),
    ]
    assert faults(source("one", EU=check(members=1)), claims=claims) == []
    assert faults(source("one", EU=check(members=2)), claims=claims) != []
    early = Lists(Records([], claims), {"one": source("one")}).listed(
        "one", "MEMBER_OF", "EU", PartialDate.parse("2012").last_day
    )
    assert (early.sure, early.possible) == ({"BEL"}, {"FRA", "BEL"})


@pytest.mark.parametrize(
    ("exceptions", "values", "expected"),
    [
        ({}, {}, "two has an agreement of CHE with LUX on extradition, one has none; explain or except it"),
        ({"LUX": "not known"}, {}, ""),
        ({}, {"status": "terminated"}, ""),
        ({}, {"terminated": PartialDate.parse("1999")}, ""),
        ({}, {"topic": "readmission"}, ""),
    ],
)
def test_a_register_lacks_an_agreement_that_another_has(exceptions, values, expected):
    def agreement(id_: str, where: str, *sides: str, **properties: object) -> tuple[Node, list[Claim]]:
        key = Key("BilateralAgreement", id_)
        node = Node(key, {"topic": "extradition", **properties}, where, "p. 1", NOWHERE)
        return node, [Claim("CONCLUDED", Key("State", s), key, {}, where, "p. 1", NOWHERE) for s in sides]

    ours, our_sides = agreement("A", "one", "CHE", "FRA")
    theirs, their_sides = agreement("B", "two", "CHE", "LUX", **values)
    covers = claim("COVERS", "one", "CHE", "one", until="2014-07-11", topic="extradition")
    first = source("one", CHE={**check(source="two"), "except": exceptions})
    records = Records([ours, theirs], [covers, *our_sides, *their_sides])
    found = verify(records, {"one": first, "two": source("two")}).faults
    assert len(found) == bool(expected)
    assert expected in "".join(found)


@pytest.fixture(scope="module")
def everything() -> tuple[Records, dict[str, Source]]:
    folders = find_sources(everything=True)
    records = read_sources(folders, bundled_schema(), bundled_registers())
    return records, {folder.source.id: folder.source for folder in folders}


def test_the_bundled_checks_hold(everything):
    coverage = verify(*everything)
    assert coverage.faults == []
    assert coverage.unchecked["country_converter"] == ("CIS", "EEA")
    assert "switzerland_sr" not in coverage.unchecked
    assert all(covered.startswith("ILO_") for covered in coverage.unchecked["fedlex"])
    assert len(coverage.unchecked["fedlex"]) == 7
    assert len(coverage.unchecked["untc"]) == 8
    assert len(coverage.unchecked["untc_all_chapters"]) == 281


def test_a_row_that_is_lost_from_a_list_stops_the_check(everything):
    """One party or member is taken out of every list that was compared with a number or a source at hand."""
    records, sources = everything
    lists = Lists(records, sources)
    lost: set[tuple[str, str, str, str]] = set()
    for id_, its in sources.items():
        for covered, check_ in its.checks.items():
            label = lists.label(id_, covered)
            type_ = "PARTY_TO" if label == "Treaty" else "MEMBER_OF"
            repeated = [c for c in check_.compared if c.source or c.parties or c.members]
            if label == "State" or not repeated:
                continue
            settled = check_.excepted.keys() | {s for c in check_.compared for s in c.explained}
            staying = frozenset.intersection(
                *(
                    lists.listed(where, type_, covered, c.day).sure
                    for c in repeated
                    for where in (id_, c.source)
                    if where
                )
            )
            # Another one in each source: two lists that lose the same row still agree.
            chosen = min if id_ in ("untc", "factbook") else max
            lost.add((id_, type_, covered, chosen(staying - settled)))
    left = [c for c in records.claims if (c.source, c.type, c.end.id, c.start.id) not in lost]
    found = verify(Records(records.nodes, left), sources).faults
    missed = [
        (id_, covered)
        for id_, _, covered, _ in lost
        if not any(f"{id_}/source.yml: checks.{covered}." in f for f in found)
    ]
    assert len(lost) > 35
    assert missed == []
