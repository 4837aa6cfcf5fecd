"""A State's brief as HTML and Markdown: the same sections and rows, every line with its source."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pactgraph.analysis.brief import Brief, Partner
from pactgraph.analysis.projection import Fact, Recorded
from pactgraph.content import content_folder
from pactgraph.facts.records import Key

LONGEST = 7
"""Rows a table shows, so that the brief stays on two printed pages; how many more there are is said below it."""


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(content_folder("viz") / "brief", encoding="utf-8"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


LONGEST_TITLE = 90
"""Letters of an agreement's title; registers give some a whole paragraph."""
MOST_ASKED = 4
"""Neighbours named as those who could be asked about one treaty."""
_MOST_CITED = 2


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the brief; `rows` have the length of `columns`. `note` says what it is counted out of."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0
    narrow: bool = True
    """Whether two such tables stand side by side in print."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that both renderings show."""

    title: str
    subtitle: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str, str, str], ...]
    made: str


def page(recorded: Recorded, brief: Brief, run: str) -> Page:
    """Return the page of `brief`; `run` names the build it was made from."""
    name = recorded.name(brief.state)
    unbased = brief.unbased
    neighbours = [partner for partner in brief.partners if partner.border is not None]
    covered = (
        "a register of the State covers some topics on that day"
        if brief.links.agreements_covered
        else "no register of the State is loaded, so that one not recorded may exist"
    )
    summary = (
        f"Party to {len(brief.party)} of the {len(recorded.of('Treaty'))} treaties recorded; unknown for "
        f"{len(brief.unknown)} (no source speaks for that day).",
        f"{brief.links.recorded} recorded links in all: place {brief.rank} of {brief.states} UN Member States, counted "
        "from the fewest.",
        f"{len(brief.missing)} treaties to which most of its peers are party and it is not; {len(brief.signed)} "
        "signed, not ratified.",
        f"{len(neighbours)} neighbours by land; {len(unbased)} neighbours or corridor partners with whom neither a "
        "treaty against trafficking or organized crime nor an agreement is recorded.",
        f"Bilateral agreements: {len(brief.agreements)} recorded; {covered}.",
    )
    sections = (
        _missing(recorded, brief),
        _partners(recorded, brief),
        _section(
            "Signed, not ratified",
            "Signatures that no consent to be bound has followed.",
            ("Treaty", "Signed", "Answer", "Source"),
            [
                (_name(recorded, gap.about), gap.expectation.removeprefix("signed "), gap.answer, _cited(gap.facts))
                for gap in brief.signed
            ],
        ),
        _section(
            "In force",
            "Treaties the State is party to, those against trafficking and organized crime first.",
            ("Treaty", "Party since", "Act", "Source"),
            [
                (_name(recorded, f.end), f.started or "not stated", _words(f.properties.get("action")), _cited([f]))
                for f in brief.party
            ],
        ),
        _section(
            "Bodies and mechanisms",
            "Memberships recorded as at the day.",
            ("Body", "Status", "Since", "Source"),
            [
                (_name(recorded, f.end), _words(f.properties.get("status")), f.started or "not stated", _cited([f]))
                for f in brief.bodies
            ],
        ),
        _section(
            "Bilateral agreements",
            "Those recorded, latest first.",
            ("Agreement", "Signed", "Topic", "Source"),
            [
                (
                    textwrap.shorten(_name(recorded, f.end), LONGEST_TITLE, placeholder=" …"),
                    f.started or "not stated",
                    _words(recorded.nodes[f.end].get("topic")),
                    _cited([f]),
                )
                for f in brief.agreements
            ],
        ),
        _section(
            "Strongest ties",
            "Partners that share more treaties and bodies, few-member ones above all, than chance explains. A ranking, "
            "not a test.",
            ("State", "z", "Shared"),
            [
                (_name(recorded, Key("State", other)), f"{tie.z:.1f}", f"{tie.shared} treaties and bodies")
                for other, tie in brief.strongest
            ],
        ),
        _section(
            "Unknown",
            "No source covers these treaties on that day, and nothing is recorded. Not a no.",
            ("Treaties",),
            [("; ".join(_name(recorded, key) for key in brief.unknown),)] if brief.unknown else [],
        ),
        _section(
            "Disputed",
            "Facts on which sources contradict each other; all statements are kept.",
            ("Fact", "Dispute"),
            [(_fact(recorded, f), str(f.properties.get("dispute", ""))) for f in brief.disputed],
        ),
    )
    shown = tuple(section for section in sections if section.rows)
    return Page(
        f"{name}: who it is linked to against trafficking in persons, and who not",
        f"As at {brief.day}",
        summary,
        shown,
        tuple(
            (id_, str(s.get("title", "")), str(s.get("as_of", "")), str(s.get("citation", "")))
            for id_, s in recorded.of("Source").items()
            if any(f"{id_}: " in cell for section in shown for row in section.rows for cell in row)
        ),
        f"Made by pactgraph from run {run}. Every fact is its source's; see `pactgraph sources --cite`.",
    )


def as_html(found: Page) -> str:
    """Return the page as one self-contained HTML file, two printed pages or less."""
    return _ENVIRONMENT.get_template("brief.html").render(page=found)


def as_markdown(found: Page) -> str:
    """Return the same facts as Markdown."""
    lines = [f"# {_plain(found.title)}", "", found.subtitle, "", *(f"- {_plain(line)}" for line in found.summary)]
    for section in found.sections:
        lines += ["", f"## {section.title}", "", section.note, "", *_pipes(section.columns, section.rows)]
        if section.more:
            lines += ["", f"and {section.more} more"]
    lines += ["", "## Sources", "", *_pipes(("Source", "Title", "Speaks up to", "Citation"), found.sources)]
    return "\n".join([*lines, "", found.made]) + "\n"


def _missing(recorded: Recorded, brief: Brief) -> Section:
    rows = []
    for missing in brief.missing:
        asked = [f"{_name(recorded, f.start)} ({f.started or 'undated'})" for f in missing.ask]
        ask = ", ".join(asked[:MOST_ASKED]) + (f" and {len(asked) - MOST_ASKED} more" if asked[MOST_ASKED:] else "")
        rows.append(
            (
                _name(recorded, missing.treaty),
                missing.standing,
                "; ".join(missing.expectations),
                ask or "no neighbour is party",
                _cited(missing.facts),
            )
        )
    return _section(
        "Missing, though most of its peers are party",
        "Claimed only where a source covers the treaty on that day.",
        ("Treaty", "Standing", "Expectation", "Neighbours to ask (party since)", "Source"),
        rows,
        narrow=False,
    )


def _partners(recorded: Recorded, brief: Brief) -> Section:
    rows = []
    for partner in brief.partners:
        facts = [f for f in (partner.border, partner.victims_here, partner.victims_there) if f is not None]
        rows.append(
            (
                _name(recorded, partner.state),
                _relation(partner),
                f"{len(partner.treaties)}: "
                + ", ".join(_name(recorded, Key("Treaty", t)) for t in partner.treaties[:3])
                if partner.treaties
                else "none recorded",
                str(len(partner.agreements))
                if partner.agreements
                else "none recorded"
                if partner.agreements_known
                else "unknown",
                _cited(facts),
            )
        )
    return _section(
        "Neighbours and corridor partners",
        "Those without any recorded legal basis first: treaties against trafficking and organized crime both are party "
        "to, and bilateral agreements.",
        ("State", "Relation", "Treaties in common", "Agreements", "Source"),
        rows,
        narrow=False,
    )


def _relation(partner: Partner) -> str:
    parts = ["neighbour"] if partner.border is not None else []
    for fact, what in (
        (partner.victims_here, "from there detected here"),
        (partner.victims_there, "from here detected there"),
    ):
        if fact is not None:
            numbers = f"{fact.properties.get('victims_min', '?')}–{fact.properties.get('victims_max', '?')}"
            parts.append(f"{numbers} victims {what}")
    return "; ".join(parts)


def _section(
    title: str, note: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, narrow: bool = True
) -> Section:
    listed = tuple(rows)
    return Section(title, note, columns, listed[:LONGEST], max(len(listed) - LONGEST, 0), narrow)


def _cited(facts: Iterable[Fact]) -> str:
    """Return sources and places, each once, as `source: place`; of many the first, and how many more there are."""
    claims = (f"{s}: {place}" for fact in facts for s, place in zip(fact.sources, fact.locators, strict=True))
    places = list(dict.fromkeys(claims))
    more = f"; and {len(places) - _MOST_CITED} more" if places[_MOST_CITED:] else ""
    return "; ".join(places[:_MOST_CITED]) + more


def _fact(recorded: Recorded, fact: Fact) -> str:
    return f"{_name(recorded, fact.start)} {_words(fact.type).lower()} {_name(recorded, fact.end)}"


def _name(recorded: Recorded, key: Key | None) -> str:
    return "" if key is None else recorded.name(key)


def _words(value: object) -> str:
    return str(value).replace("_", " ") if value is not None else ""


def _pipes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    table = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(_plain(cell) for cell in row) + " |" for row in table]


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no line ends."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())
