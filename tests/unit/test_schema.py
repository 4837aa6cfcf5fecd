import re
from pathlib import Path

import pytest

from pactgraph.content import content_folder
from pactgraph.errors import PactgraphError
from pactgraph.export.schema_page import as_markdown
from pactgraph.facts.schema import bundled_schema, described, load_schema


def test_bundled_schema_has_the_five_kinds_of_actor() -> None:
    assert {"State", "Treaty", "UNEntity", "RegionalBody", "BilateralAgreement"} <= set(bundled_schema().nodes)


@pytest.mark.parametrize(
    ("folder", "file", "text", "message"),
    [
        ("nodes", "A.yml", "label: Actor\ndescription: x\nid_pattern: x\nproperties: {}\n", "declares Actor"),
        ("nodes", "Actor.yml", "label: Actor\ndescription: x\nid_pattern: x\nproperties: {}\ncolour: red\n", "colour"),
        ("relationships", "KNOWS.yml", "type: KNOWS\ndescription: x\nstart: [Nobody]\nend: [Nobody]\n", "Nobody"),
        ("relationships", "KNOWS.yml", "type: KNOWS\ndescription: x\nstart: []\nend: []\nkey: [how]\n", "how is not a"),
        ("relationships", "KNOWS.yml", "type: KNOWS\ndescription: x\nstart: []\nend: []\nreads: [Knows]\n", "two"),
    ],
)
def test_faults_are_named(tmp_path: Path, folder: str, file: str, text: str, message: str) -> None:
    for name in ("nodes", "relationships"):
        (tmp_path / name).mkdir()
    (tmp_path / folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(PactgraphError, match=message):
        load_schema(tmp_path)


def test_how_much_of_a_date_is_known_is_declared_beside_it_stored_and_on_the_page() -> None:
    schema = bundled_schema()
    page = as_markdown(schema)
    for node in schema.nodes.values():
        for name, declared in node.properties.items():
            if declared.type == "date":
                assert f"{name}_precision" in node.stored()
    assert (
        "| `issued_precision` | string | How much of `issued` is known; empty: the day. One of month, year. |" in page
    )


def test_roles_that_change_hands() -> None:
    found = {name for name, declared in bundled_schema().relationships.items() if declared.changes_hands}
    assert found == {"CHAIRS", "COORDINATES", "FACILITATES", "ADMINISTERS"}


def test_the_style_for_neo4j_browser_has_every_label():
    style = (content_folder("viz") / "browser" / "pactgraph.grass").read_text(encoding="utf-8")
    for label, node in bundled_schema().nodes.items():
        caption = re.search(rf"^node\.{label} \{{[^}}]*caption: '\{{(\w+)\}}'", style, re.MULTILINE)
        assert caption is not None, label
        assert caption[1] in node.properties


def test_every_property_is_described_inside_a_database():
    schema = bundled_schema()
    said = {line.partition(": ")[0] for line in described(schema)["properties"]}
    undescribed = [
        f"{kind}.{name}"
        for declared in (schema.nodes, schema.relationships)
        for kind, one in declared.items()
        for name in one.stored()
        if name != "id" and not name.endswith("_precision") and not said & {name, f"{kind}.{name}"}
    ]
    assert undescribed == []


def test_labels_and_types_read_as_declared_and_else_as_they_stand():
    schema = bundled_schema()
    assert schema.relationships["PARTY_TO"].in_words == ("Party to", "Parties")
    assert schema.relationships["TIED_TO"].in_words == ("Tied to", "Tied to (from)")
    assert schema.nodes["UNEntity"].in_words == "United Nations entity"
    assert schema.nodes["BilateralAgreement"].in_words == "Bilateral agreement"
    assert "Pages say, from one end and the other: Party to, Parties." in as_markdown(schema)
