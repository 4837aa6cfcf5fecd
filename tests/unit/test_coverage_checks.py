from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.facts.consolidate import consolidate
from pactgraph.facts.coverage import Lists, verify
from pactgraph.facts.dates import PartialDate
from pactgraph.facts.published import PublishedCount, read_published
from pactgraph.facts.records import Claim, Key, Node, Place, Records
from pactgraph.facts.registers import bundled_registers
from pactgraph.facts.schema import bundled_schema
from pactgraph.facts.sources import Source, find_sources, read_sources

NOWHERE = Place(Path("synthetic/facts/x.csv"), 2)
NUMBERS = bundled_registers().published
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


def counted(
    number: int, what: str = "parties", day: str = "2014-07-10", of: str = "TIP_PROTOCOL", row: int = 2, **why: str
):
    """`plus_GHA`: the number includes Ghana; `minus_BEN`: it leaves Benin out."""
    including = {name.removeprefix("plus_"): reason for name, reason in why.items() if name.startswith("plus_")}
    without = {name.removeprefix("minus_"): reason for name, reason in why.items() if name.startswith("minus_")}
    on = PartialDate.parse(day).first_day
    return PublishedCount(of, what, on, number, without, including, "somebody", "p. 1", f"numbers row {row}")


def faults(first: Source, *others: Source, claims: list[Claim], published=()) -> list[str]:
    return verify(Records([], claims), {s.id: s for s in (first, *others)}, published).faults


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


@pytest.mark.parametrize(
    ("number", "check_", "expected"),
    [
        # Two certain parties and one of the month in question: two or three may be published.
        (counted(2), {}, ""),
        (counted(3), {}, ""),
        (counted(4), {}, "4 parties of TIP_PROTOCOL are published as at 2014-07-10 (somebody), 2 are in the facts"),
        (counted(1), {}, "1 parties of TIP_PROTOCOL are published"),
        (counted(4), {"except": {"GHA": "left out"}}, ""),
        (counted(5), {"except": {"GHA": "left out"}}, "5 parties of TIP_PROTOCOL are published"),
        (counted(4, plus_GHA="counted twice"), {}, ""),
        (counted(3, plus_GHA="counted twice", minus_BEN="not yet counted"), {}, ""),
        (counted(1, minus_BEN="not yet counted"), {}, ""),
        (counted(2, minus_GHA="left out, which the list lacks anyway"), {}, ""),
        (counted(4, day="2014-07-09"), {"whole_until": "2014-07-08"}, "compared with nothing"),
        (counted(1), {"explained": {"BEN": "the list prints another year"}}, ""),
        (counted(1, "signatories"), {}, ""),
        (counted(2, "signatories"), {}, "2 signatories of TIP_PROTOCOL are published as at 2014-07-10"),
        (counted(1, day="2003-01-01"), {}, ""),
        (counted(2, day="2003-01-01"), {}, "published as at 2003-01-01"),
        # A number of a later day is not of this list: with nothing else the list is compared with nothing.
        (counted(9, day="2014-07-11"), {}, "compared with nothing"),
        (counted(9, of="EU"), {}, "compared with nothing"),
    ],
)
def test_a_published_number_holds_or_stops_the_check(number, check_, expected):
    first = source("one", TIP_PROTOCOL={"day": "2014-07-10", **check_})
    found = faults(first, claims=LIST, published=[number])
    assert len(found) == bool(expected)
    assert expected in "".join(found)


def test_what_the_sources_come_to_is_compared_where_a_list_speaks_of_the_day():
    claims = [*SECOND, claim("COVERS", "two", "TIP_PROTOCOL", "two", until="2012-06-02")]
    records = Records([Node(Key("Treaty", "TIP_PROTOCOL"), {}, "two", "p. 1", NOWHERE)], claims)
    sources = {"two": source("two", TIP_PROTOCOL={"day": "2012-06-01"})}
    graph = consolidate(records, sources, bundled_schema(), bundled_registers(), "run")
    days = [(2, "2010-01-01"), (3, "2012-06-01"), (4, "2012-06-01"), (9, "2014-07-10")]
    numbers = [counted(number, day=day, row=row) for row, (number, day) in enumerate(days, start=2)]
    found = verify(records, sources, numbers, graph)
    assert [(row.source, row.day.year, row.counted, row.number) for row in found.compared] == [
        ("two", 2010, 2, 2),
        ("two", 2012, 2, 3),
        ("two", 2012, 2, 4),
        ("(graph)", 2010, 2, 2),
        ("(graph)", 2012, 2, 3),
        ("(graph)", 2012, 2, 4),
        ("(graph)", 2014, 3, 9),
    ]
    # Only Ghana's year is known: on a day of it two or three may be counted. Of 2014 there is no list.
    assert [fault.partition(" are published")[0] for fault in found.faults] == [
        "two/source.yml: checks.TIP_PROTOCOL: 4 parties of TIP_PROTOCOL",
        "numbers row 4: 4 parties of TIP_PROTOCOL",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("TIP_PROTOCL,parties,2014-07-10,1,,a,b", "column of: 'TIP_PROTOCL' is in no register of these: Treaty,"),
        ("TIP_PROTOCOL,members,2014-07-10,1,,a,b", "column counted: 'members'; of TIP_PROTOCOL expected parties or"),
        ("TIP_PROTOCOL,parties,2014,1,,a,b", "column day: '2014'; expected a day"),
        ("TIP_PROTOCOL,parties,soon,1,,a,b", "column day: 'soon'; "),
        ("TIP_PROTOCOL,parties,2014-07-10,1.5,,a,b", "column number: '1.5'; expected a whole number"),
        ("TIP_PROTOCOL,parties,2014-07-10,0,,a,b", "column number: '0'; expected a whole number"),
        ("TIP_PROTOCOL,parties,2014-07-10,1,,,b", "column published_by: empty; say who"),
        (
            "TIP_PROTOCOL,parties,2014-07-10,1,FRA: why,a,b",
            "column explained: 'FRA: why'; expected `with` or `without`",
        ),
        ("TIP_PROTOCOL,parties,2014-07-10,1,with FRA,a,b", "column explained: 'with FRA'; expected"),
        ("TIP_PROTOCOL,parties,2014-07-10,1,with XXX: why,a,b", "column explained: 'with XXX: why'; expected"),
    ],
)
def test_a_slip_in_the_register_of_numbers_is_named(tmp_path, row, expected):
    path = tmp_path / "published_counts.csv"
    path.write_text(f"of,counted,day,number,explained,published_by,locator\n{row}\n", encoding="utf-8")
    found: list[str] = []
    assert read_published(path, tmp_path.name, bundled_registers().entries, found) == []
    assert len(found) == 1
    assert found[0].startswith(f"{tmp_path.name}/published_counts.csv row 2 {expected}")


def test_whom_the_second_source_never_names_it_does_not_speak_of():
    alone = claim("PARTY_TO", "COK", "TIP_PROTOCOL", "one", since="2001")
    first = source("one", TIP_PROTOCOL={**check(source="two"), "except": {"GHA": "left out"}})
    assert faults(first, source("two"), claims=[*LIST, *SECOND, alone]) == []
    elsewhere = claim("PARTY_TO", "COK", "EU", "two", since="2001")
    (fault,) = faults(first, source("two"), claims=[*LIST, *SECOND, alone, elsewhere])
    assert "one has COK as party to TIP_PROTOCOL on 2014-07-10, two has not" in fault


def test_a_check_is_of_one_list_of_one_day():
    newer = [claim("COVERS", "one", "TIP_PROTOCOL", "one", until="2020-01-02"), *LIST[1:]]
    (fault,) = faults(source("one", TIP_PROTOCOL=check()), claims=newer)
    assert "checks.TIP_PROTOCOL.day: 2014-07-10, but the list is of 2020-01-01; compare that one" in fault
    (fault,) = faults(source("one", EU=check()), claims=LIST)
    assert "checks.EU: the source does not claim to cover it" in fault


def test_a_roster_counts_full_members_and_one_without_dates_speaks_of_its_own_day():
    claims = [
        claim("COVERS", "one", "EU", "one", until="2014-07-11"),
        claim("MEMBER_OF", "FRA", "EU", "one", status="member"),
        claim("MEMBER_OF", "BEL", "EU", "one", status="member", since="1958", until="2013"),
        claim("MEMBER_OF", "TUR", "EU", "one", status="observer"),
    ]
    roster = source("one", EU={"day": "2014-07-10"})
    assert faults(roster, claims=claims, published=[counted(1, "members", of="EU")]) == []
    assert faults(roster, claims=claims, published=[counted(2, "members", of="EU")]) != []
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
    coverage = verify(*everything, NUMBERS)
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
            numbers = {"PARTY_TO": "parties", "MEMBER_OF": "members"}
            published = [
                n
                for n in NUMBERS
                if n.of == covered
                and n.counted == numbers[type_]
                and n.day <= (check_.whole_until or check_.day)
                and lists.speaks(id_, n)
            ]
            repeated = [c for c in check_.compared if c.source]
            days = [(id_, n.day) for n in published] + [(w, c.day) for c in repeated for w in (id_, c.source) if w]
            if label == "State" or not days:
                continue
            settled = check_.excepted.keys() | {s for c in check_.compared for s in c.explained}
            staying = frozenset.intersection(*(lists.listed(where, type_, covered, day).sure for where, day in days))
            # Another one in each source: two lists that lose the same row still agree.
            chosen = min if id_ in ("untc", "factbook") else max
            lost.add((id_, type_, covered, chosen(staying - settled)))
    left = [c for c in records.claims if (c.source, c.type, c.end.id, c.start.id) not in lost]
    found = verify(Records(records.nodes, left), sources, NUMBERS).faults
    missed = [
        (id_, covered)
        for id_, _, covered, _ in lost
        if not any(f"{id_}/source.yml: checks.{covered}" in f for f in found)
    ]
    assert len(lost) > 35
    assert missed == []
