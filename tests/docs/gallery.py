"""
The gallery: questions people ask, the command that answers each, its first rows and its picture.

`python tests/docs/gallery.py` renews docs/gallery.md from the graph in the default store, and the pictures in
docs/pictures/gallery, which the pages of the answers save themselves (Debian's chromium).
"""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from typer.testing import CliRunner

from pactgraph.cli.app import command_line
from pactgraph.export.cells import cell, pipes
from pactgraph.export.query_page import FIRST_ROWS, shortened

APP = command_line()
_GRAPH = re.compile(r"Graph [0-9a-f]{16}")

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "gallery.md"
PICTURES = DOCS / "pictures" / "gallery"
DAY = "2014-06-09"
"""The report on trafficking in women and girls speaks of it."""


@dataclass(frozen=True)
class Asked:
    picture: str
    question: str
    command: str
    columns: str
    """Those shown of the answer, of which there may be more; all where it is empty."""
    says: str
    """How it is read, in a sentence or two."""

    @property
    def shown(self) -> str:
        """The command as it stands on the page."""
        return f"{self.command} --columns {self.columns}" if self.columns else self.command


GALLERY = (
    Asked(
        "not-party",
        "Who in Africa was outside the Trafficking Protocol when the report of 2014 was written?",
        f"pactgraph query not-party -p treaty=TIP_PROTOCOL -p region=Africa --as-of {DAY}",
        "name,subregion,answer,signed,known_until",
        "*Not party* rests on the silence of whole lists; a signature alone is drawn in blue.",
    ),
    Asked(
        "never-ratified",
        "Who signed the Smuggling Protocol and never ratified it?",
        "pactgraph query signed-not-ratified -p treaty=SMUGGLING_PROTOCOL",
        "name,signed,years_since,answer,known_until",
        "After the day in `known_until` no list speaks; a State may have ratified since.",
    ),
    Asked(
        "asean",
        "Who of ASEAN is outside the Smuggling Protocol?",
        "pactgraph query body-members-outside-treaty -p body=ASEAN -p treaty=SMUGGLING_PROTOCOL",
        "name,answer,known_until,member_since",
        "Any body and any treaty can be asked so.",
    ),
    Asked(
        "neighbours",
        "Which neighbours of parties to the Smuggling Protocol in South-Eastern Asia are outside it?",
        """pactgraph query --as-of 2014-06-09 -c '
  MATCH (bound:State {subregion: "South-Eastern Asia"})-[border:BORDERS {kind: "land"}]-(other:State),
    (bound)-[party:STANDING {answer: "party"}]->(treaty:Treaty {id: "SMUGGLING_PROTOCOL"}),
    (other)-[standing:STANDING]->(treaty)
  WHERE standing.answer <> "party"
    AND party.holds_from <= date($as_of) AND party.holds_until > date($as_of)
    AND standing.holds_from <= date($as_of) AND standing.holds_until > date($as_of)
  RETURN other.name AS outside, standing.answer AS answer, bound.name AS inside,
    bound, party, border, other, standing, treaty
  ORDER BY outside, inside'""",
        "outside,answer,inside",
        "A statement of one's own: `$as_of` is the day, `STANDING` says where a State stands. The catalogue has the "
        "question for the whole world: `neighbours-outside-treaty`.",
    ),
    Asked(
        "regions",
        "Where does the Trafficking Protocol have parties, and where none?",
        "pactgraph query regions-outside-treaty -p treaty=TIP_PROTOCOL",
        "region,subregion,members,party,signatory,not_party,unknown",
        "`treaty-coverage` has the same numbers for every treaty. Who is outside is drawn.",
    ),
    Asked(
        "bhutan-india",
        "What links Bhutan and India?",
        "pactgraph query shared-agreements -p state=BTN -p other=IND",
        "kind,name,topic,since_state,since_other",
        "Treaties both are party to and bodies both belong to. No bilateral agreement is recorded, which denies none: "
        "neither's register is loaded.",
    ),
    Asked(
        "basis",
        "On what can Cambodia and Thailand base extradition or joint investigation?",
        "pactgraph query legal-basis -p state=KHM -p other=THA",
        "name,answer,treaties,agreements_to_read",
        "Articles are of the treaties both are party to; agreements to read may provide the act in their text.",
    ),
    Asked(
        "corridors",
        "Whose citizens were found as victims in Thailand, and where were its own?",
        "pactgraph query corridors-of-state -p state=THA -p limit=8",
        "part,name,first_year,last_year,victims_min,agreements",
        "Detections are no cooperation, and origin is citizenship: routes are not known.",
    ),
    Asked(
        "agreements",
        "Which agreements on trafficking has Thailand concluded?",
        "pactgraph query agreements-on-trafficking -p state=THA",
        "title,why,parties,signed,status",
        "Of most agreements nobody has read the text: the last line says of how many somebody has.",
    ),
    Asked(
        "neighbours-of-nepal",
        "What has Nepal in common with each neighbour?",
        "pactgraph query state-neighbours -p state=NPL",
        "name,border,treaties,bodies,agreements,known_until",
        "Numbers of what both take part in. That no agreement is recorded denies none.",
    ),
    Asked(
        "mechanisms",
        "Which mechanisms coordinate the work against trafficking, and who takes part?",
        "pactgraph query coordination-mechanisms",
        "mechanism,part,name,since",
        "Global, regional and of the United Nations, as their sources have them.",
    ),
    Asked(
        "bodies",
        "Which bodies work on trafficking, and what shows it?",
        "pactgraph query bodies-working",
        "name,label,basis,since,members",
        "A mandate, an instrument, a declaration, a plan or a programme of theirs.",
    ),
    Asked(
        "un-parts",
        "What belongs to the Economic and Social Council?",
        "pactgraph query un-parts -p entity=ECOSOC",
        "name,kind,steps",
        "Through others where it takes more than one step.",
    ),
    Asked(
        "report",
        "What does the report of 2014 say of Japan?",
        "pactgraph query state-in-report -p state=JPN",
        "paragraph,relationship,name,status",
        "In paragraphs, in our own words, and only what the report itself says.",
    ),
    Asked(
        "disputes",
        "On whose membership of the Commonwealth of Independent States do sources disagree?",
        "pactgraph query membership-disputes -p body=CIS",
        "state_name,status,since,until,dispute",
        "Both sides stay, with what the graph makes of it. `disputed-facts` lists every contradiction.",
    ),
)
HEAD = """# Gallery

Generated by `python tests/docs/gallery.py`. Do not edit.

Questions people ask, each with the command that answers it, its first rows (long cells are cut) and its picture
(`-o picture.html`, instead of `--columns`). A day is given where it matters; else it is the graph's own. The Cypher of
each question, and many more: [the query catalogue](reference/queries.md)."""


def page(store: str | None = None) -> str:
    """Return the page, with the rows of the graph in a store."""
    lines = [HEAD]
    for asked in GALLERY:
        told = json.loads(run(f"{asked.shown} --format json", store))
        columns = list(told["rows"][0])
        rows = [[shortened(cell(value)) for value in row.values()] for row in told["rows"][:FIRST_ROWS]]
        lines += ["", f"## {asked.question}", "", *(f"    {line}" for line in asked.shown.split("\n")), ""]
        lines += [*pipes(columns, rows), "", f"{told['counted']}.", "", asked.says, ""]
        lines.append(f"![{asked.question}](pictures/gallery/{asked.picture}.svg)")
    return "\n".join([*lines, ""])


def run(command: str, store: str | None) -> str:
    """Return what a command prints."""
    words = shlex.split(command)[1:] + (["--store", store] if store else [])
    ended = CliRunner().invoke(APP, words, catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def pictures(store: str | None = None) -> Iterator[tuple[str, str]]:
    """Return name and SVG of each picture."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        for asked in GALLERY:
            file = Path(folder) / f"{asked.picture}.html"
            run(f"{asked.command} --quiet -o {shlex.quote(str(file))}", store)
            opened = browser.new_page(viewport={"width": 1100, "height": 760})
            yield asked.picture, saved(opened, file)
            opened.close()
        browser.close()


def saved(opened: Page, file: Path) -> str:
    """Return what a page saves of its picture."""
    opened.goto(file.as_uri())
    opened.wait_for_selector("html[data-ready=yes]", timeout=10_000)
    with opened.expect_download() as saving:
        opened.locator("#save-svg").click()
    return Path(saving.value.path()).read_text(encoding="utf-8")


def main() -> None:
    """Write the page and its pictures; a picture that is on the page no more is removed."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    text = page()
    drawn = dict(pictures())
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    for name, picture in drawn.items():
        file = PICTURES / f"{name}.svg"
        # A picture that differs by the graph it cites alone stays as it is.
        if not file.exists() or _GRAPH.sub("", file.read_text(encoding="utf-8")) != _GRAPH.sub("", picture):
            file.write_text(picture, encoding="utf-8", newline="\n")
    for file in PICTURES.glob("*.svg"):
        if file.stem not in drawn:
            file.unlink()


if __name__ == "__main__":
    main()
