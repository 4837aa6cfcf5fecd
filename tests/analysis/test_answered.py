"""What an answer speaks of: nodes by themselves or by id, the facts it holds, or those between what its rows name."""

from __future__ import annotations

import pytest
from drawings import DAY, borders, fact, graph, stands, state

from pactgraph.analysis.answered import Inquiry, answered
from pactgraph.errors import UsageError
from pactgraph.facts.records import Key

TREATY = Key("Treaty", "T")


def drawn():
    """AAA, BBB, CCC in a row by their borders; AAA party to T, BBB not; CCC a member of LEAGUE."""
    return graph(
        {"AAA": "West", "BBB": "West", "CCC": "East"},
        [
            *stands("T", party="AAA", not_party="BBB"),
            *borders("AAA BBB", "BBB CCC"),
            fact("PARTY_TO", state("AAA"), TREATY, fact="AAA PARTY_TO T"),
            fact("MEMBER_OF", state("CCC"), Key("RegionalBody", "LEAGUE"), fact="CCC MEMBER_OF LEAGUE"),
        ],
    )


def node(label: str, id_: str) -> dict[str, object]:
    return {"labels": [label], "id": id_, "run": "r"}


def asked(rows, columns, **more):
    return Inquiry("", "", "", {}, DAY, "", "r", "0", columns=columns, rows=rows, **more)


def told(rows, columns=None, about=()):
    found = answered(drawn(), asked(rows, columns or [str(n) for n in range(len(rows[0]))]), about).recorded
    facts = sorted(f"{f.start.id} {f.type} {f.end.id}" for each in found.facts.values() for f in each)
    return sorted(key.id for key in found.nodes), facts


@pytest.mark.parametrize(
    ("rows", "about", "nodes", "facts"),
    [
        # Ids: each text of a column has to be one, or it is a column of words.
        ([["AAA"], ["BBB"]], (), ["AAA", "BBB"], []),
        ([["AAA", "BBB"]], (), ["AAA", "BBB"], ["AAA BORDERS BBB"]),
        ([["AAA", "words"], ["BBB", "T"]], (), ["AAA", "BBB"], []),
        ([["AAA", None], [None, "BBB"]], (), ["AAA", "BBB"], []),  # not in one row
        # What was asked about is linked to each row; of consent the standing speaks, not what lies beneath.
        ([["AAA"], ["BBB"]], (TREATY,), ["AAA", "BBB", "T"], ["AAA STANDING T", "BBB STANDING T"]),
        # A list against one; two lists of a row have nothing to do with each other.
        ([["BBB", ["AAA", "CCC"]]], (), ["AAA", "BBB", "CCC"], ["AAA BORDERS BBB", "BBB BORDERS CCC"]),
        ([[["AAA", "BBB"], ["BBB", "CCC"]]], (), ["AAA", "BBB", "CCC"], []),
        # Nodes: as ids, whatever else the row has.
        ([[node("State", "AAA"), 3, node("State", "BBB")]], (), ["AAA", "BBB"], ["AAA BORDERS BBB"]),
        ([[{"deep": [node("State", "AAA")]}]], (), ["AAA"], []),
        # Relationships bring their nodes; then no others are looked for.
        ([[{"type": "MEMBER_OF", "fact": "CCC MEMBER_OF LEAGUE", "run": "r"}, "AAA", "BBB"]], (),
         ["AAA", "BBB", "CCC", "LEAGUE"], ["CCC MEMBER_OF LEAGUE"]),
        ([[{"type": "PARTY_TO", "fact": "AAA PARTY_TO T", "run": "r"}]], (), ["AAA", "T"], ["AAA PARTY_TO T"]),
    ],
)  # fmt: skip
def test_what_rows_speak_of(rows, about, nodes, facts):
    assert told(rows, about=about) == (nodes, facts)


@pytest.mark.parametrize(
    ("known", "strict", "answer"),
    [
        ("2015-01-01", False, "party"),
        ("2015-01-01", True, "party"),
        ("2013-12-31", False, "party"),
        ("2013-12-31", True, "unknown"),  # the day is 1 January 2014
    ],
)
def test_strictly_what_nobody_vouches_for_is_unknown(known, strict, answer):
    stands_so = fact("STANDING", state("AAA"), TREATY, known=known, answer="party", fact="AAA STANDING T")
    recorded = graph({"AAA": "West"}, [stands_so])
    (found,) = answered(recorded, asked([["AAA"]], ["id"], strict=strict), (TREATY,)).recorded.facts["STANDING"]
    assert found.properties["answer"] == answer


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no rows"),
        ([[1, "words"]], "numbers and texts only"),
        ([[None]], "numbers and texts only"),
        ([[{"labels": ["MyPerson"], "id": "AAA", "email": "x"}]], "only what is not of this graph"),
        ([[{"labels": ["State"], "id": "AAA"}]], "only what is not of this graph"),  # no build wrote it
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(rows, reason):
    with pytest.raises(UsageError, match=reason):
        answered(drawn(), asked(rows, ["a", "b"][: len(rows[0]) if rows else 1]))


def test_what_is_left_out_is_said():
    stranger = {"labels": ["MyPerson"], "id": "p", "email": "somebody"}
    tie = {"type": "TIED_TO", "z": 3.0, "run": "r"}
    found = answered(drawn(), asked([[node("State", "AAA"), stranger, tie]], ["a", "b", "c"]))
    assert [key.id for key in found.recorded.nodes] == ["AAA"]
    assert [sentence.split(":")[0] for sentence in found.left_out] == ["Not drawn", "Not drawn"]
    assert "1 times a node" in found.left_out[0]
    assert "analysis" in found.left_out[1]
