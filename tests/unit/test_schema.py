from pathlib import Path

import pytest

from pactgraph.errors import PactgraphError
from pactgraph.facts.schema import bundled_schema, load_schema


def test_bundled_schema_has_the_five_kinds_of_actor() -> None:
    assert {"State", "Treaty", "UNEntity", "RegionalBody", "BilateralAgreement"} <= set(bundled_schema().nodes)


@pytest.mark.parametrize(
    ("folder", "file", "text", "message"),
    [
        ("nodes", "A.yml", "label: Actor\ndescription: x\nid_pattern: x\nproperties: {}\n", "declares Actor"),
        ("nodes", "Actor.yml", "label: Actor\ndescription: x\nid_pattern: x\nproperties: {}\ncolour: red\n", "colour"),
        ("relationships", "KNOWS.yml", "type: KNOWS\ndescription: x\nstart: [Nobody]\nend: [Nobody]\n", "Nobody"),
        ("relationships", "KNOWS.yml", "type: KNOWS\ndescription: x\nstart: []\nend: []\nkey: [how]\n", "how is not a"),
    ],
)
def test_faults_are_named(tmp_path: Path, folder: str, file: str, text: str, message: str) -> None:
    for name in ("nodes", "relationships"):
        (tmp_path / name).mkdir()
    (tmp_path / folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(PactgraphError, match=message):
        load_schema(tmp_path)
