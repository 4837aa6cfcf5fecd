"""The switzerland_sr loader, on hand-written rows in the publisher's shape: each quirk of its README by name."""

from __future__ import annotations

import csv

import pytest

from pactgraph.errors import FactsError

COLUMNS = ["sr_number", "title", "publication_date", "entry_into_force", "status", "source", "identifier"]


def write(folder, *rows):
    """Write the list; a row is (number, title) with days and an identifier of its own."""
    with (folder / "ch_sr0_treaties.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for position, (number, title) in enumerate(rows):
            writer.writerow(
                [
                    number,
                    title,
                    "1990-05-02",
                    "1989-01-01",
                    "in_force",
                    "https://example.org/eli",
                    f"cc-test-{position}",
                ]
            )
    return folder


@pytest.mark.parametrize(
    ("number", "title", "topic", "parties"),
    [
        ("0.353.917.2", "Vertrag über die Auslieferung", "extradition", ["CHE", "BEL"]),
        ("0.353.981.8", "Auslieferungsvertrag mit Serbien", "extradition", ["CHE", "SRB"]),
        ("0.351.915.61", "Rechtshilfevertrag", "mutual_legal_assistance", ["CHE", "ARM"]),
        ("0.360.136.1", "Polizeivertrag", "police_cooperation", ["CHE", "DEU"]),
        ("0.360.268.1", "Abkommen mit der Europäischen Union", "police_cooperation", ["CHE", "EU"]),
        ("0.344.198", "Überstellung verurteilter Personen", "transfer_of_sentenced_persons", ["CHE", "BRA"]),
        ("0.142.111.279", "Abkommen über die Rückübernahme", "readmission", ["CHE", "DZA"]),
        ("0.142.111.367", "Austausch von Stagiaires", "labour_migration", ["CHE", "DEU"]),
        ("0.142.111.399", "Zusammenarbeit im Bereich der Migration", "migration_cooperation", ["CHE", "AGO"]),
        ("0.142.111.639", "Rückübernahme von Personen", "readmission", ["CHE", "AUT", "LIE"]),
        ("0.142.111.729", "Rückübernahme von Personen", "readmission", ["CHE", "BEL", "LUX", "NLD"]),
        ("0.360.163.1", "Polizeiliche Zusammenarbeit", "police_cooperation", ["CHE", "AUT", "LIE"]),
    ],
)
def test_the_number_gives_subject_and_parties_and_the_title_the_topic_of_migration(
    tmp_path, loaded, number, title, topic, parties
):
    rows = loaded("switzerland_sr", write(tmp_path, (number, title)))
    (node,) = rows["BilateralAgreement"]
    assert node.cells["topic"] == topic
    assert [row.cells["from"] for row in rows["CONCLUDED"]] == parties


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("0.142.111.638", "Abkommen über die gegenseitige Aufhebung der Visumpflicht"),
        ("0.311.543", "Übereinkommen zur Bekämpfung des Menschenhandels"),
        ("0.351.941.6", "Rechtshilfe mit der Besonderen Verwaltungsregion Hongkong"),
        ("0.142.114.169", "Rückübernahme, Hongkong"),
    ],
)
def test_other_subjects_and_territories_are_left_out(tmp_path, loaded, number, title):
    rows = loaded("switzerland_sr", write(tmp_path, (number, title)))
    assert "BilateralAgreement" not in rows
    assert "CONCLUDED" not in rows


def test_an_unknown_code_is_an_error_that_names_number_and_title(tmp_path, loaded):
    with pytest.raises(FactsError, match=r"SR 0\.353\.990\.0: no partner known for code '900'.*Atlantis"):
        loaded("switzerland_sr", write(tmp_path, ("0.353.990.0", "Vertrag mit Atlantis")))


@pytest.mark.parametrize(
    ("number", "title", "note"),
    [
        (
            "0.351.941.8",
            "Auslieferungsvertrag zwischen der Schweiz und Österreich-Ungarn",
            "concluded by Austria-Hungary",
        ),
        ("0.353.913.6", "Vertrag zwischen der Schweiz und dem Deutschen Reiche", "concluded by the German Empire"),
        ("0.353.913.6", "Vertrag zwischen der Schweiz und der Bundesrepublik Deutschland", ""),
    ],
)
def test_a_treaty_of_a_state_of_the_past_has_a_note_on_the_other_party_only(tmp_path, loaded, number, title, note):
    swiss, other = loaded("switzerland_sr", write(tmp_path, (number, title)))["CONCLUDED"]
    assert swiss.cells["note"] == ""
    assert note in other.cells["note"]
    assert bool(note) == bool(other.cells["note"])


def test_signature_and_an_earlier_entry_into_force_stay_as_stated(tmp_path, loaded):
    rows = loaded("switzerland_sr", write(tmp_path, ("0.353.917.2", "Weitergeltung des Vertrags")))
    (node,) = rows["BilateralAgreement"]
    assert (node.cells["signed"], node.cells["in_force"]) == ("1990-05-02", "1989-01-01")
    assert {row.cells["since"] for row in rows["CONCLUDED"]} == {"1990-05-02"}


def test_silence_means_no_on_four_topics_in_one_month_only(tmp_path, loaded):
    covers = loaded("switzerland_sr", write(tmp_path, ("0.353.917.2", "Auslieferung")))["COVERS"]
    assert [(r.cells["to"], r.cells["topic"], r.cells["since"], r.cells["until"]) for r in covers] == [
        ("CHE", topic, "2026-03-05", "2026-04-01")
        for topic in (
            "extradition",
            "mutual_legal_assistance",
            "police_cooperation",
            "transfer_of_sentenced_persons",
        )
    ]


def test_the_committed_facts_are_what_the_publishers_file_gives(unchanged):
    assert unchanged("switzerland_sr", "upstream/switzerland_sr") == []


def test_the_window_begins_with_the_last_change_in_the_list(shared, loaded):
    with (shared / "upstream" / "switzerland_sr" / "ch_sr0_treaties.csv").open(encoding="utf-8", newline="") as file:
        last = max(row["last_updated"] for row in csv.DictReader(file))
    covers = loaded("switzerland_sr", shared / "upstream" / "switzerland_sr")["COVERS"]
    assert {row.cells["since"] for row in covers} == {last}
