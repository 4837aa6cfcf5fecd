"""A State's brief as HTML and Markdown: the same sections and rows, every line with its source."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import Fact, Told, named
from pactgraph.analysis.unlinked import known_from
from pactgraph.content import content_folder
from pactgraph.errors import UsageError
from pactgraph.export.cells import as_markdown_text as text
from pactgraph.export.cells import pipes
from pactgraph.facts.records import Key
from pactgraph.facts.standing import UNSETTLED
from pactgraph.files import replace_file
from pactgraph.pages.ego import WIDTH, Ego, ego
from pactgraph.pages.words import counted

if TYPE_CHECKING:
    from pactgraph.analysis.as_at import AsAt
    from pactgraph.analysis.brief import Brief, Towards
    from pactgraph.analysis.legal_basis import ActBasis

LONGEST = 4
"""Rows of a table that are printed, so that two pages hold a brief; how many more there are is said below it."""


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(content_folder("viz") / "brief", encoding="utf-8"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


LONGEST_TITLE = 90
"""Letters of a title; registers give some agreements a whole paragraph."""
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
    narrow: bool = True
    """Whether two such tables stand side by side in print."""

    @property
    def more(self) -> int:
        """How many rows are not printed."""
        return max(len(self.rows) - LONGEST, 0)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """All that both renderings show."""

    title: str
    subtitle: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str, str, str], ...]
    """Each as id, title, the day up to which it speaks, and how to cite it."""
    made: str
    ego: Ego
    atlas: str = ""
    """Address of an atlas that shows the State, where one was named."""

    @property
    def html(self) -> str:
        """The page as one self-contained HTML file: all rows on a screen, two printed pages or less."""
        printed = frozenset(id_ for id_, *_ in self.sources if _is_cited(id_, self.sections, LONGEST))
        return _ENVIRONMENT.get_template("brief.html").render(
            page=self, ego=self.ego, longest=LONGEST, width=WIDTH, printed=printed
        )

    @property
    def markdown(self) -> str:
        """The same facts as Markdown."""
        lines = [
            f"# {text(self.title)}",
            "",
            text(self.subtitle),
            "",
            *(f"- {text(line)}" for line in self.summary),
        ]
        for section in self.sections:
            lines += [
                "",
                f"## {section.title}",
                "",
                text(section.note),
                "",
                *pipes(section.columns, section.rows),
            ]
        lines += ["", "## Sources", "", *pipes(("Source", "Title", "Speaks up to", "Citation"), self.sources)]
        return "\n".join([*lines, "", self.made]) + "\n"

    def save(self, path: str | Path) -> Path:
        """Write the page, as HTML or Markdown by its ending, and return its path. Raises UsageError for others."""
        path = Path(path)
        forms = {".html": self.html, ".htm": self.html, ".md": self.markdown}
        if path.suffix.casefold() not in forms:
            raise UsageError(f"{path}: expected a file ending in .html or .md")
        replace_file(path, forms[path.suffix.casefold()].encode())
        return path

    def __repr__(self) -> str:
        return f"<{self.title}: a brief; save(path) writes it as HTML or Markdown>"

    def _repr_markdown_(self) -> str:
        return self.markdown


def page(then: AsAt, brief: Brief, run: str, atlas: str = "") -> Page:
    """
    Return the page of `brief`; `run` names the build it was made from, `atlas` the address of an atlas to link.

    Raises UsageError for an address that is neither a web address nor a path.
    """
    if urlsplit(atlas).scheme not in ("", "http", "https", "file"):
        raise UsageError(f"--atlas {atlas}: expected a path such as atlas.html or an http(s) address")
    sections = (
        _core(then, brief),
        _missing(then, brief),
        _partners(then, brief),
        _signed(then, brief),
        _party(then, brief),
        _section(
            "Bodies and mechanisms",
            "Memberships recorded as at the day; known until: the last day a source vouches for it, where earlier.",
            ("Body", "Status", "Since", "Source"),
            [
                (
                    then.name(f.end),
                    _words(f.properties.get("status")) + ", disputed" * (f.properties.get("disputed") is True),
                    _answer(then, f.started or "not stated", f.known_until),
                    _cited([f]),
                )
                for f in brief.bodies
            ],
        ),
        _agreements(then, brief),
        _section(
            "Strongest ties",
            "Partners that share more treaties and bodies, few-member ones above all, than chance explains. A ranking, "
            "not a test.",
            ("State", "z", "Shared"),
            [
                (then.name(Key("State", other)), f"{tie.z:.1f}", f"{tie.shared} treaties and bodies")
                for other, tie in brief.strongest
            ],
        ),
        _section(
            "What the report says",
            "Measures in whose lists the State is named, with the status the report gives: a draft is not in place.",
            ("Measure", "Status", "Source"),
            [(_short(then.name(one.measure)), _words(one.status), _cited([one.fact])) for one in brief.said],
        ),
        _section(
            "Unknown",
            "Whether the State is party is not known: no whole list of parties covers it, or sources contradict each "
            "other. Not a no.",
            ("Answer", "Treaties"),
            [
                (answer, "; ".join(named_ones))
                for answer in UNSETTLED
                if (named_ones := [then.name(t.treaty) for t in brief.unknown if t.standing.answer == answer])
            ],
        ),
        _section(
            "Disputed",
            "Facts on which sources contradict each other; all statements are kept.",
            ("Fact", "Dispute"),
            [
                *((f"Standing towards {then.name(t.treaty)}", t.told.dispute) for t in brief.unknown if t.told.dispute),
                *((_fact(then, f), str(f.properties.get("dispute", ""))) for f in brief.disputed),
            ],
        ),
    )
    shown = tuple(section for section in sections if section.rows)
    return Page(
        f"{then.name(brief.state)}: who it is linked to against trafficking in persons, and who not",
        f"As at {brief.day}" + (", strictly: what no source vouches for on that day is unknown" * then.strict),
        _summary(then, brief),
        shown,
        tuple(
            (id_, str(s.get("title", "")), str(s.get("as_of", "")), str(s.get("citation", "")))
            for id_, s in then.facts.of("Source").items()
            if _is_cited(id_, shown)
        ),
        f"Made by pactgraph from run {run}. Every fact is its source's; see `pactgraph sources --cite`.",
        ego(then, brief),
        f"{atlas}#day={brief.day}&select={brief.state.label}:{brief.state.id}" if atlas else "",
    )


def _is_cited(source: str, sections: Iterable[Section], rows: int | None = None) -> bool:
    """Return whether a source is cited in the first `rows` of some section; by default in any."""
    return any(f"{source}: " in cell for section in sections for row in section.rows[:rows] for cell in row)


def _summary(then: AsAt, brief: Brief) -> tuple[str, ...]:
    neighbours = [partner for partner in brief.partners if partner.border is not None]
    signed = sum(gap.answer == "gap" for gap in brief.signed)
    known = [gap.known_until for gap in brief.signed if gap.known_until] + [
        t.standing.known_until for t in brief.party if t.standing.known_until
    ]
    until = min((day for day in known if day < then.day), default=None)
    reasons: dict[str, list[str]] = {}
    for kind, reason in brief.cannot_say_gap.items():
        reasons.setdefault(reason, []).append(gap_kinds()[kind].title)
    return (
        _core_in_words(then, brief),
        f"Party to {len(brief.party)} of the {brief.asked} treaties asked about; unknown for "
        f"{len(brief.unknown)}." + (f" What is answered is known until {until} at least." if until else ""),
        f"{brief.links.recorded} recorded links in all: place {brief.links.place} of {brief.states} UN Member States, "
        f"counted from the fewest; place {brief.links.place_alike} of the {brief.links.alike} whose register of "
        f"agreements is {'loaded, too' if brief.links.gathered else 'not loaded either'}.",
        f"{counted(len(brief.missing), 'treaty', 'treaties')} to which most of its peers are party and it is not; "
        f"{len(brief.missing_unknown)} more to which they are, and of which it is not known; {signed} signed, not "
        "ratified.",
        f"{len(neighbours)} neighbours by land; {len(brief.unbased)} neighbours or corridor partners with whom no "
        "recorded treaty or agreement provides any act of cooperation.",
        f"Bilateral agreements: {len(brief.agreements)} recorded; {known_from(brief.links)}.",
        *(f"{'; '.join(titles)}: no gap can be said. {reason}" for reason, titles in reasons.items()),
    )


def _core_in_words(then: AsAt, brief: Brief) -> str:
    """Return where the State stands towards the instruments against trafficking, those it is not party to first."""
    order = ("not party", "withdrawn", "signatory", *UNSETTLED, "party")
    named_ones = {
        answer: [
            _answer(then, then.name(one.towards.treaty), one.towards.standing.known_until)
            for one in brief.core
            if one.towards.standing.answer == answer
        ]
        for answer in order
    }
    told = "; ".join(f"{answer}: {', '.join(names)}" for answer, names in named_ones.items() if names)
    return f"Instruments against trafficking. {told[:1].upper()}{told[1:]}." if told else "No instrument was open yet."


def _core(then: AsAt, brief: Brief) -> Section:
    rows = []
    for one in brief.core:
        told, standing = one.towards.told, one.towards.standing
        since = f", since {told.started}" if standing.answer == "party" and told.started else ""
        rows.append(
            (
                then.name(one.towards.treaty),
                _answer(then, standing.answer + since, standing.known_until),
                f"{one.neighbours.met} of {one.neighbours.peers}" if one.neighbours.peers else "it has none by land",
                f"{one.world.met} of {one.world.peers} {one.world.group.whose}",
                _cited([told]),
            )
        )
    return _section(
        "Instruments against trafficking",
        "Where the State stands, gap or not, and how many of the States it is compared with are known to be party. A "
        "regional instrument is asked of its region only.",
        ("Instrument", "Standing", "Neighbours party", "Party in all", "Source"),
        rows,
        narrow=False,
    )


def _missing(then: AsAt, brief: Brief) -> Section:
    rows = []
    for missing in brief.missing:
        asked = [f"{then.name(state)} ({told.started or 'undated'})" for state, told in missing.ask]
        ask = ", ".join(asked[:MOST_ASKED]) + (f" and {len(asked) - MOST_ASKED} more" if asked[MOST_ASKED:] else "")
        gap = missing.gap
        peers = ", ".join(f"{one.group.kind} {one}" for one in gap.measured)
        rows.append(
            (
                _name(then, gap.about),
                _answer(then, gap.standing, gap.known_until),
                f"{gap.expectation} ({peers})",
                ask or "no neighbour is party",
                _cited(gap.rests_on(then)),
            )
        )
    return _section(
        "Missing, though most of its peers are party",
        "Said only where a whole list of parties covers the State.",
        ("Treaty", "Standing", "Expectation", "Neighbours to ask (party since)", "Source"),
        rows,
        narrow=False,
    )


def _signed(then: AsAt, brief: Brief) -> Section:
    return _section(
        "Signed, not ratified",
        "Signatures that no consent to be bound has followed.",
        ("Treaty", "Signed", "Answer", "Source"),
        [
            (
                _name(then, gap.about),
                gap.expectation.removeprefix("signed "),
                _answer(then, gap.answer, gap.known_until),
                _cited(gap.rests_on(then)),
            )
            for gap in brief.signed
        ],
    )


def _party(then: AsAt, brief: Brief) -> Section:
    def act(towards: Towards) -> str:
        in_force = towards.standing.in_force
        stated = "" if in_force is None else "; in force" if in_force else "; not yet in force"
        return _words(towards.told.action) + stated

    return _section(
        "Party to",
        "Treaties to which the State has consented to be bound, those against trafficking and organized crime first.",
        ("Treaty", "Party since", "Act", "Source"),
        [
            (
                then.name(t.treaty),
                t.told.started or "not stated",
                act(t),
                _cited([t.told]),
            )
            for t in brief.party
        ],
    )


def _agreements(then: AsAt, brief: Brief) -> Section:
    def title(fact: Fact) -> str:
        return _short(named(fact.end, brief.titles.get(fact.end.id)))

    return _section(
        "Bilateral agreements",
        "Those recorded, latest first; known until: the last day a source vouches for it, where earlier.",
        ("Agreement", "Signed", "Topic", "Source"),
        [
            (
                title(f),
                _answer(then, f.started or "not stated", f.known_until),
                _words(brief.titles.get(f.end.id, {}).get("topic")),
                _cited([f]),
            )
            for f in brief.agreements
        ],
    )


def _partners(then: AsAt, brief: Brief) -> Section:
    acts = then.legal_basis.acts
    rows = [
        (
            then.name(partner.state),
            partner.relation,
            *(_basis(then, basis) for basis in partner.bases),
            _cited(partner.facts, 1),
        )
        for partner in brief.partners
    ]
    return _section(
        "Neighbours and corridor partners: what provides each act of cooperation",
        "Those with whom fewest acts are provided first. A treaty both are party to whose text has articles on the "
        "act, or agreements of the two on it; a question mark: whether there is one is not known.",
        ("State", "Relation", *(then.name(Key("Act", act)).capitalize() for act in acts), "Source"),
        rows,
        narrow=False,
    )


def _basis(then: AsAt, basis: ActBasis) -> str:
    """Return by what an act is provided: of treaties the articles of that with most parties, their own if there are."""
    if basis.answer != "provided":
        return "none recorded" if basis.answer == "none recorded" else "?"
    own = [one for one in basis.by if not one.provision.fact.text("through")] or basis.by
    most = max(own, key=lambda one: len(then.parties[one.provision.treaty]), default=None)
    told = [] if most is None else [f"{most.provision.treaty} {most.provision.fact.text('articles')}"]
    more = len(basis.treaties) - len(told)
    if more > 0:
        told.append(f"{more} more")
    if basis.agreements:
        told.append(counted(len(basis.agreements), "agreement"))
    return ", ".join(told)


def _section(
    title: str, note: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, narrow: bool = True
) -> Section:
    return Section(title, note, columns, tuple(rows), narrow)


def _cited(facts: Iterable[Fact | Told], most: int = _MOST_CITED) -> str:
    """Return sources and places, each once, as `source: place`; of many the first, and how many more there are."""
    claims = (f"{s}: {place}" for fact in facts for s, place in zip(fact.sources, fact.locators, strict=True))
    places = list(dict.fromkeys(claims))
    more = f"; and {len(places) - most} more" if places[most:] else ""
    return "; ".join(places[:most]) + more


def _fact(then: AsAt, fact: Fact) -> str:
    return f"{then.name(fact.start)} {_words(fact.type).lower()} {then.name(fact.end)}"


def _name(then: AsAt, key: Key | None) -> str:
    return "" if key is None else then.name(key)


def _answer(then: AsAt, answer: str, known_until: dt.date | None) -> str:
    """Return an answer, with the last day a source vouches for it where that is earlier than the day asked about."""
    return answer if known_until is None or known_until >= then.day else f"{answer} (known until {known_until})"


def _short(title: str) -> str:
    return textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")


def _words(value: object) -> str:
    return str(value).replace("_", " ") if value is not None else ""
