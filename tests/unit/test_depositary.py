from __future__ import annotations

import re

import pytest

from pactgraph.errors import FactsError
from pactgraph.facts.records import Key
from pactgraph.facts.registers import Entry, Registers
from pactgraph.publishers.depositary import Act, acts, day, legend, participation

CONSENT = "Ratification, Acceptance(A), Accession(a), Succession(d)"
REGISTERS = Registers([Entry(Key("State", "NAM"), {"id": "NAM", "name": "Namibia"})], [])


def of(title: str, cell: str) -> list[Act]:
    return list(acts(["Participant", title], [["Namibia", cell]], "table"))


@pytest.mark.parametrize(
    ("title", "cell", "expected"),
    [
        (CONSENT, "12 Dec 2000", [("ratification", "consent", "2000-12-12")]),
        (CONSENT, "12 Dec 2000 a", [("accession", "consent", "2000-12-12")]),
        (CONSENT, " 1 Jan\t 2000 A ", [("acceptance", "consent", "2000-01-01")]),
        (
            CONSENT,
            "12 Dec 2000 a 13 Jan 2001",
            [("accession", "consent", "2000-12-12"), ("ratification", "consent", "2001-01-13")],
        ),
        (CONSENT, "", []),
        (
            "Signature, Succession to signature(d)",
            "3 Mar 1994 d",
            [("succession to signature", "signature", "1994-03-03")],
        ),
        ("Definitive signature(s)", "3 Mar 1994 s", [("definitive_signature", "consent", "1994-03-03")]),
        ("Provisional application(n)", "3 Mar 1994 n", [("provisional application", "neither", "1994-03-03")]),
        ("Consent to be bound(P)", "3 Mar 1994 P", [("unspecified", "consent", "1994-03-03")]),
        (
            "Notification under article 21 (1)",
            "3 Mar 1994",
            [("notification under article 21 (1)", "neither", "1994-03-03")],
        ),
        (
            "Ratification of the Convention, Acceptance of the Protocol",
            "3 Mar 1994",
            [("unspecified", "consent", "1994-03-03")],
        ),
    ],
)
def test_a_cell_is_read_by_its_columns_legend(title, cell, expected):
    found = [(act.action, act.meaning, act.since) for act in of(title, cell)]
    assert found == expected


def test_an_act_in_brackets_is_kept_apart():
    assert [(a.since, a.superseded) for a in of(CONSENT, "[20 Jan\t 2021 A] 3 Mar 2022")] == [
        ("2021-01-20", True),
        ("2022-03-03", False),
    ]
    rows = participation(of(CONSENT, "[20 Jan 2021 A]"), "TIP", "UNTC X", "table", REGISTERS)
    assert list(rows) == []


@pytest.mark.parametrize(
    ("title", "cell", "message"),
    [
        (CONSENT, "soon", "table row 2 column Ratification"),
        (CONSENT, "30 Feb 2000", "'30 Feb 2000' is no date"),
        (CONSENT, "12 Fév 2000", "'12 Fév 2000' is no date with a code"),
        (CONSENT, "12 Okt 2000", "'Okt' is no month"),
        (CONSENT, "12 Dec 2000 x", "the code x of '12 Dec 2000 x' is not in the column's legend"),
        ("Accession(a)", "12 Dec 2000", "the code none of"),
        (CONSENT, "[12 Dec 2000", "is no date with a code"),
        ("Blessing(b)", "", "the act 'blessing(b)' is not known"),
    ],
)
def test_what_is_not_understood_is_refused(title, cell, message):
    with pytest.raises(FactsError, match=re.escape(message)):
        of(title, cell)


def test_the_tables_shape_is_checked():
    with pytest.raises(FactsError, match="expected Participant"):
        list(acts(["State", "Signature"], [], "table"))
    with pytest.raises(FactsError, match="row 2: 3 cells, expected 2"):
        list(acts(["Participant", "Signature"], [["Namibia", "", ""]], "table"))


def test_rows_name_the_participant_and_the_kind_of_act():
    found = [*of("Signature, Succession to signature(d)", "3 Mar 1994 d"), *of(CONSENT, "4 Apr 1995 a")]
    signed, party = participation(found, "TIP", "UNTC X", "table", REGISTERS)
    assert (signed.kind, signed.cells["note"]) == ("SIGNED", "succession to signature")
    assert party.cells == {
        "from": "NAM", "to": "TIP", "since": "1995-04-04", "locator": "UNTC X, Namibia", "action": "accession",
    }  # fmt: skip


def test_who_is_in_no_register_is_a_row_to_settle_and_many_such_are_another_table():
    def named(*names: str) -> list[Act]:
        return [Act(name, row, "accession", "consent", "2000-01-01") for row, name in enumerate(names, start=2)]

    rows = list(participation(named("Atlantis", "Namibia", "Atlantis"), "T", "L", "table", REGISTERS))
    assert [row.kind for row in rows] == ["unsettled", "PARTY_TO"]
    assert (rows[0].cells["name"], rows[0].cells["to"], rows[0].cells["locator"]) == ("Atlantis", "T", "table row 2")
    with pytest.raises(FactsError, match="table row 2: 'Atlantis' is in no register") as caught:
        list(participation(named("Atlantis", "Utopia", "Ys", "Avalon"), "T", "L", "table", REGISTERS))
    assert len(caught.value.faults) == 4


def test_a_day_does_not_depend_on_the_locale():
    assert day("22 April 2016") == day("22 Apr 2016") == "2016-04-22"
    assert legend("Formal confirmation(c)", "t") == {"c": ("formal_confirmation", "consent")}
