"""Who has few recorded links, and whom to ask about what is not known; counted by hand on a small drawing."""

from __future__ import annotations

import pytest
from drawings import act, at, borders, extended, fact, graph, provides, stands, state

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.asking import whom_to_ask_about
from pactgraph.analysis.recorded import Fact
from pactgraph.analysis.unlinked import unlinked
from pactgraph.facts.records import Key

OWN = Key("Source", "own")
"""The register of agreements of AAA."""


def victims(origin: str, destination: str, least: int) -> Fact:
    known = {"victims_min": least, "victims_max": least + 1, "first_year": 2010, "last_year": 2012}
    return fact("DETECTED_VICTIMS", state(origin), state(destination), "2010-12-31", **known)


def agreed(id_: str, one: str, other: str, *sources: str) -> list[Fact]:
    places = {"sources": list(sources), "locators": ["row"] * len(sources)}
    return [fact("CONCLUDED", state(s), Key("BilateralAgreement", id_), **places) for s in (one, other)]


def drawn() -> AsAt:
    """
    AAA = BBB, and CCC far away. AAA is party to T and U, BBB to T; of BBB and U nothing is known.

    T provides extradition; of labour, nothing does. Three agreements: one only the register of AAA has, one it and
    another source have, one only another.
    """
    facts = [
        *stands("T", party="AAA BBB", not_party="CCC"),
        *stands("U", party="AAA", rest="BBB", not_party="CCC"),
        *borders("AAA BBB"),
        victims("BBB", "AAA", 30),
        victims("CCC", "BBB", 200),
        victims("AAA", "AAA", 900),
        *agreed("X", "AAA", "BBB", "own"),
        *agreed("Y", "AAA", "BBB", "own", "other"),
        *agreed("Z", "AAA", "CCC", "other"),
        provides("T", "EXTRADITION"),
        fact("WORKS_ON", Key("RegionalBody", "B"), Key("Topic", "trafficking")),
        fact("MEMBER_OF", state("AAA"), Key("RegionalBody", "B"), status="member"),
    ]
    nodes: dict[Key, dict[str, object]] = {
        OWN: {"register_of": "AAA"},
        Key("Treaty", "T"): {"topic": "trafficking", "core": True},
        Key("Treaty", "U"): {"topic": "trafficking", "core": True, "depositary": "Nobody"},
        **{Key("BilateralAgreement", id_): {"topic": "readmission"} for id_ in "XYZ"},
        **act("EXTRADITION", agreements="extradition"),
        **act("LABOUR", agreements="labour_migration"),
    }
    return at(graph(("AAA", "BBB", "CCC"), facts, nodes))


@pytest.mark.parametrize(
    ("id_", "recorded", "elsewhere", "abroad", "here"),
    [
        # Treaties, bodies, agreements: 2 + 1 + 3; without the one that only its own register has: one less.
        ("AAA", 6, 5, 0, 30),
        ("BBB", 3, 2, 30, 200),
        ("CCC", 1, 1, 200, 0),
    ],
)
def test_links_as_if_no_register_were_loaded_and_detections_by_direction(id_, recorded, elsewhere, abroad, here):
    links = next(one for one in unlinked(drawn()) if one.state == id_)
    assert (links.recorded, links.recorded_elsewhere) == (recorded, elsewhere)
    assert (links.victims_abroad, links.victims_here) == (abroad, here)


def asked(then: AsAt, id_: str) -> list[tuple[str, str, int, int, int]]:
    found = whom_to_ask_about(then, id_)
    return [(one.whom.who, one.whom.id, len(one.questions), one.victims, one.borders) for one in found]


def test_who_could_tell_of_most_victims_and_borders_stands_first():
    """
    Labour is open between BBB and both others, extradition between BBB and CCC: no agreement on them is recorded.

    Victims: 200 between BBB and CCC, 30 between AAA and BBB, who share a border.
    """
    assert asked(drawn(), "BBB") == [
        ("register", "BBB", 3, 230, 1),
        ("register", "CCC", 2, 200, 0),
        ("register", "AAA", 1, 30, 1),
        # Not between two: where BBB stands towards U, and whether it takes part in B.
        ("State", "BBB", 1, 0, 0),
        ("depositary", "U", 1, 0, 0),
        ("secretariat", "B", 1, 0, 0),
    ]
    table = drawn().tables.ask("BBB")
    assert [row[3] for row in table.rows][3:] == ["BBB", "Nobody, as depositary of the U", "the secretariat of the B"]
    assert table.counted.startswith("6 who could tell 5 things that are not known; ")


def test_what_is_known_is_not_asked_about():
    covers = [fact("COVERS", OWN, state("BBB")), fact("COVERS", OWN, Key("RegionalBody", "B"))]
    then = drawn()
    known = at(extended(then.facts, *covers))  # type: ignore[arg-type]
    assert asked(known, "BBB") == [("State", "BBB", 1, 0, 0), ("depositary", "U", 1, 0, 0)]
