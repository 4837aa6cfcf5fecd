"""What agreements are for, on titles and provisions of real ones: nothing is read into a title that it does not say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pactgraph.errors import FactsError
from pactgraph.exchange import columns_of
from pactgraph.facts.aims import AIMS, COLUMNS, PAGE, TEXT, TITLE, TOPIC, aims_of, bundled_aims, read_aims
from pactgraph.facts.schema import bundled_schema

LOADERS = Path(__file__).parents[2] / "loaders"
DECLARED = bundled_schema().nodes["BilateralAgreement"].properties


def recorded() -> list[dict[str, object]]:
    """Return the agreements of all facts files, each once, with provisions as they are typed."""
    found: dict[str, dict[str, object]] = {}
    for path in sorted(LOADERS.glob("*/facts/BilateralAgreement.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                typed = {name: {"true": True, "false": False}.get(cell, cell) for name, cell in row.items() if cell}
                found.setdefault(row["id"], {}).update(typed)
    return list(found.values())


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        # The topic says it.
        ("UK-58146", "prosecution: topic"),  # extradition
        ("BR-11097", "prosecution: topic"),  # mutual legal assistance is no assistance to victims
        ("CH-cc-2013-255", "prosecution: topic"),  # police cooperation, whatever else its title has
        ("UK-76897", "prosecution: topic"),  # protectorates protect nobody
        ("BR-27311", ""),  # transfer of sentenced persons
        ("BR-16168", ""),  # readmission
        # The title of an agreement on trafficking says it, in its language.
        ("BT-ALB-GRC-2006", "protection: title"),
        ("BT-ARG-BRA-2014", "protection: title, prevention: title"),
        ("BT-BEN-NGA-2005", "prosecution: title, prevention: title"),
        ("BT-COL-PER", "prosecution: title, protection: title, prevention: title"),
        ("BT-ETH-KEN", "prosecution: title"),
        ("BT-TUR-GEO", ""),
        ("PG-CHN-THA-2018", "prosecution: title, prevention: title"),
        ("PG-IND-MMR-2019", "protection: title, prevention: title"),
        ("PG-THA-KHM", "protection: title"),
        ("ALB_MNE_XKX_TIP_2016", "protection: title"),
        ("AR-LEY-27403", "prosecution: title, protection: title, prevention: title"),
        ("BR-11034", "protection: title, prevention: title"),
        ("BR-10377", "prevention: title"),  # forced labour
        ("BR-29473", "protection: title"),
        # To combat, fight, eliminate or tackle may mean any of the three.
        ("PG-THA-LAO-2005", ""),
        ("PG-VNM-KHM-2005", ""),
        ("KHM_LAO_VNM_TIP_2016", ""),
        ("BT-GBR-VNM-2025", ""),
        ("BR-5165", ""),
        # Of another subject: smuggling, irregular migration, slave trade under three names.
        ("BR-9968", ""),
        ("CH-cc-2011-631", ""),
        ("UK-77267", ""),
        ("UK-77269", ""),
        # The title of a labour agreement; social protection is another subject.
        ("BLA-1226", "protection: title"),
        ("BLA-657", ""),
    ],
)
def test_an_agreement_is_for_what_its_topic_or_title_says(id_: str, expected: str):
    (found,) = (row for row in recorded() if row["id"] == id_)
    plain = {name: value for name, value in found.items() if not isinstance(value, bool)}
    assert ", ".join(f"{aim}: {basis}" for aim, basis in aims_of(plain, bundled_aims())) == expected


@pytest.mark.parametrize(
    ("provisions", "expected"),
    [
        ({}, []),
        ({"no_recruitment_fees": True}, [("prevention", TEXT)]),
        ({"work_monitored": True}, [("prevention", TEXT)]),
        ({"passport_protection": True}, [("protection", TEXT)]),
        ({"complaint_mechanism": True, "no_recruitment_fees": True}, [("protection", TEXT), ("prevention", TEXT)]),
        # How recruitment is organized says nothing, nor does what the text was coded not to have.
        ({"contract_required": True, "authorised_recruiters": True}, []),
        ({"no_recruitment_fees": False, "complaint_mechanism": False}, []),
    ],
)
def test_a_coded_provision_says_it_where_the_text_has_it(provisions: dict[str, bool], expected: list[tuple[str, str]]):
    agreement = {"title": "Labour agreement, A and B, 2000", "topic": "labour_migration", **provisions}
    assert aims_of(agreement, bundled_aims()) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"for_prosecution": True}, [("protection", TITLE), ("prosecution", PAGE)]),
        ({"for_protection": True}, [("protection", TITLE), ("protection", PAGE)]),
        ({"for_prevention": True}, [("protection", TITLE), ("prevention", PAGE)]),
        ({"for_prosecution": False}, [("protection", TITLE)]),
    ],
)
def test_a_page_on_what_it_provides_says_it_beside_the_title(told: dict[str, bool], expected: list[tuple[str, str]]):
    compact = {"title": "Child Protection Compact Partnership", "topic": "trafficking", **told}
    assert sorted(aims_of(compact, bundled_aims())) == sorted(expected)


def test_every_sign_is_one_that_a_recorded_agreement_has_and_names_what_there_is():
    agreements = recorded()
    unused = [
        (rule.aim, sign)
        for rule in bundled_aims()
        for sign in rule.signs
        if not any(sign in rule.told_by(agreement) for agreement in agreements)
    ]
    assert unused == []
    assert DECLARED["aims"].values == AIMS
    for rule in bundled_aims():
        assert set(rule.topics) <= set(DECLARED["topic"].values)
        assert rule.said_by != TOPIC or set(rule.signs) <= set(DECLARED["topic"].values)
        assert rule.said_by not in (TEXT, PAGE) or all(DECLARED[sign].type == "boolean" for sign in rule.signs)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("rescue,topic,extradition,,,,", "row 2 column aim: 'rescue'; expected one of prosecution"),
        ("prevention,hearsay,extradition,,,,", "row 2 column said_by: 'hearsay'; expected one of topic"),
        ("prevention,topic,,,,,", "row 2 column signs: empty"),
        (f"prevention,{TITLE},preven*,,en,,", "row 2 column topics: ''; expected topics for words of titles"),
        ("prevention,topic,extradition,trafficking,,,", "row 2 column topics: 'trafficking'"),
    ],
)
def test_a_row_that_is_no_rule_is_named(tmp_path: Path, row: str, message: str):
    path = tmp_path / "aims.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(FactsError, match=message.replace("*", r"\*")):
        read_aims(path)


def test_another_header_is_named(tmp_path: Path):
    path = tmp_path / "aims.csv"
    path.write_text("aim,signs\nprevention,preven*\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"aims\.csv row 1: expected the columns aim, said_by"):
        read_aims(path)


def test_no_source_may_state_what_a_build_decides():
    assert {"aims", "aims_basis"} & set(columns_of("BilateralAgreement", bundled_schema())) == set()
    assert "un_member_from" not in columns_of("State", bundled_schema())
