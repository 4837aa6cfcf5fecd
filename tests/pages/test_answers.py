"""What the page works out for a day is what the analysis works out in Python."""

from __future__ import annotations

import datetime as dt

import pytest
from browsing import Opener

from pactgraph.analysis.clusters import clusters_at
from pactgraph.analysis.gaps import (
    Gap,
    bilateral_gaps,
    border_gaps,
    corridor_gaps,
    instrument_gaps,
    ratification_gaps,
    regions,
    report_gaps,
    un_gaps,
)
from pactgraph.analysis.legal_basis import LegalBasis
from pactgraph.analysis.participation import Participation
from pactgraph.analysis.unlinked import unlinked
from pactgraph.graph import Graph

DAYS = [
    dt.date(1960, 5, 1),
    dt.date(2000, 12, 31),
    dt.date(2014, 6, 9),
    dt.date(2014, 7, 11),
    dt.date(2015, 3, 15),
    dt.date(2024, 2, 29),
]
DAY_IDS = [day.isoformat() for day in DAYS]

ANSWERS = """(day) => {
  const { asAt, nodes, clusterGroups, subregions, legalBasis } = pactgraph;
  const now = asAt(day);
  const id = (index) => index < 0 ? "" : nodes[index].id;
  const gap = (g) => [id(g.subject), id(g.about), id(g.other), g.answer, g.standing, g.group, g.met, g.peers].join("|");
  const pair = (g) => [id(g.subject), id(g.about), id(g.other), g.answer, g.standing, g.expectation].join("|");
  const states = nodes.filter((n) => n.label === "State");
  const treaties = nodes.filter((n) => n.label === "Treaty");
  const members = states.filter((n) => n.known.un_member);
  return {
    standings: states.flatMap((s) => treaties.map((t) => `${s.id}|${t.id}|${now.standing(s.index, t.index)}`)).sort(),
    instrument: [...now.instrumentGaps(clusterGroups), ...now.instrumentGaps(subregions)].map(gap).sort(),
    border: now.borderGaps().map(gap).sort(),
    links: now.links().map((l) => [id(l.state), l.treaties, l.bodies, l.agreements, l.unknown, l.covered].join("|")),
    corridor: pactgraph.corridorGaps(day).map(pair).sort(),
    bilateral: pactgraph.bilateralGaps(day).map(pair).sort(),
    report: pactgraph.reportGaps().map(pair).sort(),
    un: pactgraph.entityGaps(day).map(pair).sort(),
    signed: now.signedOnly().map((g) => [id(g.subject), id(g.about), g.answer, g.standing].join("|")).sort(),
    basis: members.flatMap((a, i) => members.slice(i + 1).filter((b) => legalBasis(a.index, b.index, day)).map((b) => [a.id, b.id].sort().join("|"))).sort(),
  };
}"""


@pytest.fixture(scope="module")
def answers(browser, atlas_file):
    page = browser.new_page()
    page.goto(atlas_file.resolve().as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    yield lambda day: page.evaluate(ANSWERS, day.year * 10_000 + day.month * 100 + day.day)
    page.close()


@pytest.mark.parametrize("day", DAYS, ids=DAY_IDS)
def test_page_and_python_give_the_same_answers(answers, graph: Graph, day: dt.date) -> None:
    recorded, found = graph.recorded, answers(day)
    participation = Participation(recorded, day)
    states = recorded.of("State")

    assert found["standings"] == sorted(
        f"{s}|{t}|{participation.standing(s, t)}" for s in states for t in participation.treaties
    )

    groups = {f"cluster {c.number}": list(c.states) for c in clusters_at(recorded, graph.as_of).clusters} | regions(
        recorded
    )
    expected = []
    for name, members in groups.items():
        for gap in instrument_gaps(recorded, day, {name: members}):
            if gap.answer != "not applicable":
                expected.append(
                    f"{gap.subject.id}|{gap.about.id}||{gap.answer}|{gap.standing}|{name}|{gap.met}|{gap.peers}"
                )
    assert found["instrument"] == sorted(expected)

    assert found["border"] == sorted(
        f"{gap.subject.id}|{gap.about.id}|{gap.other.id}|{gap.answer}|{gap.standing}||1|1"
        for gap in border_gaps(recorded, day)
    )
    assert found["links"] == [
        f"{k.state}|{k.treaties}|{k.bodies}|{k.agreements}|{k.unknown_treaties}|{str(k.agreements_covered).lower()}"
        for k in unlinked(recorded, day)
    ]

    def pairs(gaps: list[Gap]) -> list[str]:
        return sorted(
            f"{g.subject.id}|{g.about.id if g.about else ''}|{g.other.id if g.other else ''}|{g.answer}|{g.standing}|{g.expectation}"
            for g in gaps
        )

    assert found["corridor"] == pairs(corridor_gaps(recorded, day))
    assert found["bilateral"] == pairs(bilateral_gaps(recorded, day))
    assert found["report"] == pairs(report_gaps(recorded))
    assert found["un"] == pairs(un_gaps(recorded, day))
    assert found["signed"] == sorted(
        f"{g.subject.id}|{g.about.id}|{g.answer}|{g.standing}" for g in ratification_gaps(recorded, day)
    )
    basis = LegalBasis(recorded, day)
    members = sorted(recorded.members)
    assert found["basis"] == sorted(
        f"{one}|{other}" for i, one in enumerate(members) for other in members[i + 1 :] if basis.exists(one, other)
    )


def test_known_counts_of_the_report_day(opened: Opener) -> None:
    page = opened("day=2014-06-09&select=Treaty:TIP_PROTOCOL").page
    assert "158 of 193 UN Member States are party" in page.inner_text("#panel")
