"""The loaders that read the gathered table, on hand-written rows in its shape: each quirk of their READMEs by name."""

from __future__ import annotations

import csv

import pytest

from pactgraph.errors import FactsError
from pactgraph.facts.registers import bundled_registers
from pactgraph.publishers.gathered_agreements import gathered_agreements

COLUMNS = [
    "agreement_id",
    "title_or_type",
    "topic",
    "state_a_iso3",
    "state_b_iso3",
    "signed",
    "in_force",
    "source",
    "state_b_name",
    "status",
    "mentions_trafficking",
    "source_ref",
    "note",
]
UK, AR, UY = "UK FCDO Treaties", "Infoleg (approving laws)", "IMPO (approving laws)"
LU, LI, NL, PAGE = "Legilux (approving laws)", "Liechtenstein LGBl", "Dutch treaty texts (BWBV)", "web page"
LAW = "approved by law 1999-09-14"
HEADER = "agreement,parties,signed,note\n"


@pytest.fixture
def agreements(tmp_path):
    """Load hand-written rows of one source through a loader, with hand-written exceptions: rows by kind."""

    def run(loader, rows, exceptions=""):
        with (tmp_path / "bilateral.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                {"title_or_type": "Treaty", "topic": "extradition", "source_ref": "ref", **r} for r in rows
            )
        (tmp_path / "exceptions.csv").write_text(HEADER + exceptions, encoding="utf-8", newline="\n")
        spec_load = _load(loader, tmp_path)
        found: dict[str, list] = {}
        for row in spec_load(tmp_path, bundled_registers()):
            found.setdefault(row.kind, []).append(row.cells)
        return found

    return run


def _load(source, exceptions_folder):
    """Return the loader of a source, with its exceptions read from `exceptions_folder`."""
    from pactgraph.content import content_folder

    text = (content_folder("loaders") / source / "loader.py").read_text(encoding="utf-8")
    namespace = {"__file__": str(exceptions_folder / "loader.py"), "__name__": f"loader_{source}"}
    exec(compile(text, f"{source}/loader.py", "exec"), namespace)
    return namespace["load"]


def parties(found):
    return [row["from"] for row in found["CONCLUDED"]]


@pytest.mark.parametrize(
    ("loader", "source", "status"),
    [
        ("argentina_infoleg", AR, "approved by law 1999-09-14"),
        ("uruguay_impo", UY, "approved by law 1999-09-14"),
        ("luxembourg_legilux", LU, "approved by law 1999-09-14"),
        ("liechtenstein_lgbl", LI, "published 1999-09-14"),
    ],
)
@pytest.mark.parametrize(("signed", "by"), [("", "1999-09-14"), ("1997-06-10", "")])
def test_the_day_of_the_law_or_of_publication_is_no_day_of_signature(agreements, loader, source, status, signed, by):
    row = {"agreement_id": "LI-LGBl-1999-1", "state_a_iso3": "AUT", "state_b_iso3": "USA", "signed": signed}
    found = agreements(loader, [{**row, "source": source, "status": status}])
    (node,) = found["BilateralAgreement"]
    assert (node["signed"], node["concluded_by"]) == (signed, by)
    assert node["status"] == ("" if loader == "liechtenstein_lgbl" else "approved")
    assert {(r["since"], r["concluded_by"]) for r in found["CONCLUDED"]} == {(signed, by)}


def test_benelux_agreements_are_concluded_by_all_three_and_a_law_without_address_is_its_own_place(agreements):
    row = {"agreement_id": "LU-1", "state_a_iso3": "LUX", "state_b_iso3": "GEO", "source": LU, "source_ref": ""}
    found = agreements(
        "luxembourg_legilux",
        [{**row, "status": "approved by law 2015-06-07", "note": "Benelux agreement: also BEL, NLD"}],
    )
    assert parties(found) == ["LUX", "GEO", "BEL", "NLD"]
    assert found["BilateralAgreement"][0]["locator"] == "law of 2015-06-07"


def test_rows_for_several_parties_are_one_agreement(agreements):
    row = {"state_a_iso3": "GBR", "source": UK, "signed": "1926-05-18"}
    found = agreements(
        "uk_treaties",
        [
            {**row, "agreement_id": "UK-1-LITHUANIA", "state_b_iso3": "LTU"},
            {**row, "agreement_id": "UK-1-NAURU", "state_b_iso3": "NRU"},
        ],
    )
    assert [node["id"] for node in found["BilateralAgreement"]] == ["UK-1"]
    assert parties(found) == ["GBR", "LTU", "NRU"]


def test_a_territory_beside_a_state_is_no_party(agreements):
    row = {"state_a_iso3": "LIE", "source": LI, "status": "published 1995-12-22"}
    found = agreements(
        "liechtenstein_lgbl",
        [
            {**row, "agreement_id": "LI-LGBl-1995-224-NLD", "state_b_iso3": "NLD"},
            {**row, "agreement_id": "LI-LGBl-1995-224-ABW", "state_b_iso3": "ABW"},
        ],
    )
    assert parties(found) == ["LIE", "NLD"]


@pytest.mark.parametrize(
    ("exception", "expected"),
    [
        ("UK-1,CAN|USA,,the title names two others\n", ["CAN", "USA"]),
        ("UK-1,-,,no agreement\n", None),
        ("", ["GBR", "USA"]),
    ],
)
def test_exceptions_name_the_parties_or_leave_an_agreement_out(agreements, exception, expected):
    row = {"agreement_id": "UK-1", "state_a_iso3": "GBR", "state_b_iso3": "USA", "source": UK, "signed": "1945-10-03"}
    found = agreements("uk_treaties", [row], exception)
    if expected is None:
        assert found == {}
    else:
        assert parties(found) == expected
        assert {r["note"] for r in found["CONCLUDED"]} == {exception.split(",")[-1].strip() if exception else ""}


def test_an_exception_gives_the_day_the_title_names(agreements):
    row = {
        "agreement_id": "LEY-1",
        "state_a_iso3": "ARG",
        "state_b_iso3": "ITA",
        "source": AR,
        "signed": "1987-12-09",
        "status": LAW,
    }
    found = agreements("argentina_infoleg", [row], "AR-LEY-1,,2003-03-31,the day of the protocol\n")
    assert found["BilateralAgreement"][0]["signed"] == "2003-03-31"
    assert {r["since"] for r in found["CONCLUDED"]} == {"2003-03-31"}


@pytest.mark.parametrize(
    ("row", "exceptions", "message"),
    [
        ({"state_b_iso3": "", "state_b_name": "MUSCAT"}, "", "'MUSCAT' has no code; decide in exceptions.csv"),
        ({"state_b_iso3": "HKG"}, "", "fewer than two States; decide in exceptions.csv"),
        ({"state_b_iso3": "ATL"}, "", "UK-1: 'ATL' is in no register"),
        ({"state_b_iso3": "USA"}, "UK-9,-,,gone\n", "exceptions.csv: UK-9 is not in bilateral.csv"),
    ],
)
def test_what_cannot_be_matched_is_an_error_not_a_guess(agreements, row, exceptions, message):
    with pytest.raises(FactsError, match=message):
        agreements("uk_treaties", [{"agreement_id": "UK-1", "state_a_iso3": "GBR", "source": UK, **row}], exceptions)


@pytest.mark.parametrize(
    ("cells", "until", "status", "note"),
    [
        ({"status": "terminated 1991-05-14"}, "1991-05-14", "terminated", ""),
        ({}, "", "", ""),
        ({"note": "SUSPECT: source subject EXTRADITION but title says otherwise"}, "", "", "filed under extradition"),
        ({"in_force": "1960-01-01"}, "", "", "in force on 1960-01-01, before it was signed"),
    ],
)
def test_uk_ends_and_oddities(agreements, cells, until, status, note):
    row = {"agreement_id": "UK-1", "state_a_iso3": "GBR", "state_b_iso3": "USA", "source": UK, "signed": "1963-04-26"}
    found = agreements("uk_treaties", [{**row, **cells}])
    assert found["BilateralAgreement"][0]["status"] == status
    for conclusion in found["CONCLUDED"]:
        assert conclusion["until"] == until
        assert note in conclusion["note"]
        assert bool(note) == bool(conclusion["note"])


@pytest.mark.parametrize(("signed", "by", "note"), [("1981", "", True), ("", "2017-05", False)])
def test_a_dutch_year_read_from_the_text_is_said_to_be_one(agreements, signed, by, note):
    row = {"agreement_id": "NL-1", "state_a_iso3": "NLD", "state_b_iso3": "NER", "source": NL, "signed": signed}
    found = agreements("netherlands_bwbv", [{**row, "mentions_trafficking": "0"}])
    (node,) = found["BilateralAgreement"]
    assert (node["signed"], node["concluded_by"], node["mentions_trafficking"]) == (signed, by, "false")
    assert all(("words of signature" in r["note"]) == note for r in found["CONCLUDED"])


@pytest.mark.parametrize(
    ("status", "expected", "by"),
    [
        ("signed", "signed", ""),
        ("signed; later amended", "signed", ""),
        ("signed (date not in excerpt)", "signed", ""),
        ("signed by 2014-09", "signed", "2014-09"),
        ("signed; approved by Indian cabinet 2019-11-27", "signed", "2019-11-27"),
        ("in operation by 2015-03-16", "unknown", "2015-03-16"),
        ("text published by state.gov (date not in excerpt)", "unknown", ""),
        ("draft approved by Thai cabinet (2019-02)", None, ""),
        ("approved for signing by Indian cabinet 2015-05-30", None, ""),
        ("approved for signing by Indian cabinet (date not in excerpt)", None, ""),
    ],
)
def test_what_a_cabinet_approved_for_signing_is_not_signed(agreements, status, expected, by):
    row = {"agreement_id": "PG-1", "state_a_iso3": "THA", "state_b_iso3": "MMR", "source": PAGE, "status": status}
    found = agreements("agreements_from_pages", [{**row, "topic": "trafficking", "mentions_trafficking": "1"}])
    if expected is None:
        assert found == {}
    else:
        (node,) = found["BilateralAgreement"]
        assert (node["status"], node["concluded_by"], node["mentions_trafficking"]) == (expected, by, "true")


def test_cells_of_several_lines_entities_and_control_characters_are_mended(agreements):
    row = {"agreement_id": "LEY-1", "state_a_iso3": "ARG", "state_b_iso3": "ITA", "source": AR, "status": LAW}
    title = 'TRATADO\nSUSCRIPTO EN ROMA \x97 REPUBLICA &amp; \\"ITALIANA\\"'
    found = agreements("argentina_infoleg", [{**row, "title_or_type": title}])
    assert found["BilateralAgreement"][0]["title"] == 'TRATADO SUSCRIPTO EN ROMA — REPUBLICA & "ITALIANA"'


def test_rows_of_other_sources_are_not_read(agreements):
    row = {"agreement_id": "X", "state_a_iso3": "ARG", "state_b_iso3": "", "source": "another"}
    assert agreements("argentina_infoleg", [row]) == {}


@pytest.mark.parametrize(
    "source",
    [
        "agreements_from_pages",
        "argentina_infoleg",
        "liechtenstein_lgbl",
        "luxembourg_legilux",
        "netherlands_bwbv",
        "uk_treaties",
        "uruguay_impo",
    ],
)
def test_the_committed_facts_are_what_the_gathered_table_gives(unchanged, source):
    assert unchanged(source, "facts") == []


def test_every_row_of_the_united_kingdom_is_loaded_or_left_out_by_name(shared):
    """416 rows of the United Kingdom are 372 treaties: 332 loaded, 40 left out, each with its reason."""
    from pactgraph.content import content_folder
    from pactgraph.facts.exchange import read_rows

    folder = content_folder("loaders") / "uk_treaties"
    left_out = [row for _, row in read_rows(folder / "exceptions.csv") if row["parties"] == "-"]
    loaded = list(gathered_agreements(shared / "facts", UK, folder, bundled_registers(), lambda row_id: row_id[:8]))
    assert all(row["note"] for row in left_out)
    assert (len(loaded), len(left_out)) == (332, 40)
