from __future__ import annotations

import json
from pathlib import Path

import pytest

from pactgraph.errors import FactsError


def entity(short: str, long: str, organs: str | list[str], category: str | None = None) -> dict[str, object]:
    """A synthetic entity in the chart's shape."""
    return {
        "entity": short,
        "entity_long": long,
        "un_principal_organ": organs,
        "category": category,
        "entity_headquarters": None,
        "entity_link": None,
    }


def write(folder: Path, *entities: dict[str, object]) -> Path:
    (folder / "un-entities.json").write_text(json.dumps(entities), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("given", "kind", "parents"),
    [
        (
            entity("CCPCJ", "Commission", "Economic and Social Council", "Functional Commissions"),
            "Functional Commissions",
            {"ECOSOC"},
        ),
        # Specialized agencies have no organ: the column groups them.
        (entity("ILO", "International Labour Organization", "Specialized Agencies"), "Specialized agency", set()),
        (
            entity("HLPF", "Forum", ["General Assembly", "Economic and Social Council"], "Other Entities"),
            "Other Entities",
            {"GENERAL_ASSEMBLY", "ECOSOC"},
        ),
        (entity("OLA", "Office of Legal Affairs", "Secretariat"), "Secretariat", {"SECRETARIAT"}),
    ],
)
def test_kind_and_parents(tmp_path: Path, load, given, kind, parents):
    rows = load("un_system", write(tmp_path, given))
    assert {row["id"]: row["kind"] for row in rows["UNEntity"]}[str(given["entity"])] == kind
    assert {row["to"] for row in rows.get("PART_OF", [])} == parents


def test_a_principal_organ_is_not_part_of_itself(tmp_path: Path, load):
    rows = load(
        "un_system", write(tmp_path, entity("ICJ", "International Court of Justice", "International Court of Justice"))
    )
    assert "PART_OF" not in rows


def test_an_entity_in_no_register_is_an_error(tmp_path: Path, load):
    with pytest.raises(FactsError, match="'Synthetic' is in no register"):
        load("un_system", write(tmp_path, entity("Synthetic", "Synthetic", "Secretariat")))


def test_the_whole_file_gives_the_committed_facts(unchanged):
    assert unchanged("un_system", "upstream/un_system") == []
