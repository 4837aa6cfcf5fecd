"""The network with something selected: only what touches it, named, nothing over anything, every line readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Opener
from playwright.sync_api import Page, expect

from pactgraph.facts.records import Key
from pactgraph.graph import Graph

BOXES = """(found) => {
  // Every row (line, sign and name), title and card as a box, in the units of the picture.
  const boxes = found.rows.map((r) => [r.text.join(" "), r.x, r.y - r.height / 2, r.x + 34 + r.width, r.y + r.height / 2]);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 11px ${getComputedStyle(document.documentElement).fontFamily}`;
  for (const t of found.titles) {
    const width = Math.max(...t.lines.map((line) => pen.measureText(line).width));
    boxes.push([t.lines.join(" "), t.x + 8, t.y - 6.5 * t.lines.length, t.x + 8 + width, t.y + 6.5 * t.lines.length]);
  }
  for (const c of found.cards) boxes.push([c.name, c.x, -16, c.x + c.width, 16]);
  return boxes;
}"""
OVERLAPS = f"""() => {{
  const {{ nodes, show, inPicture, data }} = pactgraph;
  const boxesOf = {BOXES};
  const wrong = [];
  for (const node of nodes.filter((n) => n.label === "State" && n.member)) {{
    show({{ select: `State:${{node.id}}`, with: "" }});
    const found = inPicture();
    const boxes = boxesOf(found);
    const {{ scale }} = found.places;
    for (const [i, a] of boxes.entries()) {{
      for (const b of boxes.slice(i + 1)) {{
        const [across, down] = [Math.min(a[3], b[3]) - Math.max(a[1], b[1]), Math.min(a[4], b[4]) - Math.max(a[2], b[2])];
        if (across > 0.5 && down > 0.5) wrong.push(`${{node.id}}: ${{a[0]}} over ${{b[0]}}`);
      }}
      const [wide, high] = [found.room.width / scale / 2 + 1, found.room.height / scale / 2 + 1];
      if (-a[1] > wide || a[3] > wide || -a[2] > high || a[4] > high) wrong.push(`${{node.id}}: ${{a[0]}} is outside`);
    }}
    if (scale < 0.87) wrong.push(`${{node.id}}: too small`);
  }}
  return wrong;
}}"""
NAMED = """() => {
  const { nodes, show, inPicture, linksOf } = pactgraph;
  const wrong = [];
  for (const node of nodes.filter((n) => n.label === "State" && n.member)) {
    show({ select: `State:${node.id}`, with: "" });
    const { rows, groups } = inPicture();
    const linked = new Set(linksOf(node.index).map((link) => link.other));
    const shown = rows.flatMap((row) => (row.linked ? [row.linked] : row.group.rows)).map((row) => row.node.index);
    if (shown.length !== linked.size || shown.some((index) => !linked.has(index))) wrong.push(`${node.id}: not what is linked`);
    for (const { text, linked: one } of rows) {
      const short = one && text.join(" ") !== one.node.name && text.join(" ") !== one.node.known.acronym;
      if (short && ["State", "Treaty", "RegionalBody", "UNEntity"].includes(one.node.label)) wrong.push(`${node.id}: ${text}`);
    }
    const closed = rows.filter((row) => !row.linked).length;
    const told = groups.filter((group) => group.place < 3000).reduce((sum, group) => sum + group.rows.length, 0);
    // What is few enough is named one by one; reports may be closed before.
    if (told <= 120 && rows.some((row) => !row.linked && row.group.place < 3000)) wrong.push(`${node.id}: ${closed} groups closed of ${told} nodes`);
  }
  return wrong;
}"""
SIZES = [(1366, 768), (1440, 900)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_lies_over_anything_for_any_state(opened: Opener, width: int, height: int) -> None:
    assert opened(width=width, height=height).page.evaluate(OVERLAPS) == []


def test_every_linked_node_is_named(opened: Opener) -> None:
    assert opened().page.evaluate(NAMED) == []


def test_selecting_takes_a_moment_only(opened: Opener, record_property) -> None:
    page = opened().page
    times = page.evaluate(
        """() => pactgraph.nodes.filter((n) => n.label === "State" && n.member).map((n) => {
          const started = performance.now();
          pactgraph.show({ select: `State:${n.id}`, with: "" });
          return performance.now() - started;
        }).sort((a, b) => a - b)"""
    )
    record_property("selection_ms", times[len(times) // 2])
    print(f"selection: median {times[len(times) // 2]:.0f} ms, most {times[-1]:.0f} ms")
    # The machines that test are shared: half of all is what is sure.
    assert times[len(times) // 2] <= 100


def test_whatever_can_be_selected_has_a_place_or_the_picture_says_why_not(opened: Opener) -> None:
    empty = opened().page.evaluate(
        """() => {
          const { nodes, show, inPicture } = pactgraph;
          const some = nodes.filter((n, at) => !["BilateralAgreement", "UNEntity"].includes(n.label) || at % 9 === 0);
          return some.filter((n) => {
            show({ select: `${n.label}:${n.id}`, with: "" });
            const found = inPicture();
            return !found || !found.cards.length || (!found.rows.length && !found.note);
          }).map((n) => `${n.label}:${n.id}`);
        }"""
    )
    assert empty == []
    page = opened("select=Source:untc").page
    assert "no part of the cooperation" in page.evaluate("pactgraph.inPicture().note")
    page = opened("select=State:FJI&with=Treaty:COE_CETS197").page
    assert "No link of Fiji to Council of Europe" in page.evaluate("pactgraph.inPicture().note")


def test_what_reports_tell_and_mechanisms_link_is_in_the_picture(opened: Opener) -> None:
    for key, name in [("UNEntity:UNODC", "Inter-Agency Coordination Group"), ("Mechanism:ICAT", "UNODC")]:
        page = opened(f"select={key}").page
        shown = page.evaluate("pactgraph.inPicture().rows.map((row) => row.text.join(' '))")
        assert any(name in text or "United Nations Office on Drugs" in text for text in shown), key


SHARED = [("KHM", "VNM"), ("FJI", "TUV"), ("FRA", "DEU"), ("NPL", "IND"), ("BRA", "ARG"), ("PRK", "BTN")]


@pytest.mark.parametrize(("one", "other"), SHARED)
def test_two_states_show_what_they_share_and_the_sentence_names_it(
    opened: Opener, graph: Graph, one: str, other: str
) -> None:
    page = opened(f"select=State:{one}&with=State:{other}").page
    then = graph.at(graph.as_of)
    standings = {
        state: {t for (s, t), known in then.standings.items() if s == state and known.answer == "party"}
        for state in (one, other)
    }
    both = standings[one] & standings[other]
    bodies = [
        {fact.end for fact in then.facts.holding("MEMBER_OF", graph.as_of) if fact.start == Key("State", state)}
        for state in (one, other)
    ]
    concluded = [
        {fact.end for fact in then.facts.holding("CONCLUDED", graph.as_of) if fact.start == Key("State", state)}
        for state in (one, other)
    ]
    shown = page.evaluate(
        "pactgraph.inPicture().groups.flatMap((g) => g.rows.map((r) => `${r.node.label}:${r.node.id}`)).sort()"
    )
    assert shown == sorted(
        [f"Treaty:{treaty}" for treaty in both]
        + [f"{key.label}:{key.id}" for key in bodies[0] & bodies[1] | concluded[0] & concluded[1]]
    )
    boxes = page.evaluate(f"({BOXES})(pactgraph.inPicture())")
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert min(a[3], b[3]) - max(a[1], b[1]) <= 0.5 or min(a[4], b[4]) - max(a[2], b[2]) <= 0.5, (a, b)
    said = page.locator("#panel .lead").first.inner_text()
    names = [str(graph.recorded.nodes[Key("State", state)]["name"]) for state in (one, other)]
    assert said.startswith(f"{names[0]} and {names[1]}: ")
    acts = {(fact.start.id, fact.end.id): fact for fact in then.facts.holding("STANDING", graph.as_of)}
    core = [t for t in sorted(both) if graph.recorded.nodes[Key("Treaty", t)].get("core")]
    for treaty in core:
        years = [
            str(since.year) if (since := acts[state, treaty].since) else "year not stated" for state in (one, other)
        ]
        name = graph.recorded.nodes[Key("Treaty", treaty)]["name"]
        assert f"the {name} ({', '.join(years)}; " in said
    if others := len(both) - len(core):
        assert re.search(rf"\b{others} (other )?treat(y|ies)", said)
    agreements = concluded[0] & concluded[1]
    against = [known for key in agreements if (known := graph.recorded.nodes[key]).get("mentions_trafficking")]
    assert sum(str(known["title"]) in said for known in against) == min(len(against), 3)
    assert ("agreement between them" in said) == (not both and not agreements)
    lacking = standings[one] ^ standings[other]
    rows = page.locator("table.compare tbody th").all_inner_texts()
    known = {
        str(graph.recorded.nodes[Key("Treaty", t)]["name"]): graph.recorded.nodes[Key("Treaty", t)] for t in lacking
    }
    listed = [row for row in rows if row in known]
    assert sorted(listed) == sorted(known)
    first = [bool(known[row].get("core")) for row in listed]
    assert first == sorted(first, reverse=True), "treaties against trafficking first"


def test_the_sentence_on_cambodia_and_viet_nam(opened: Opener) -> None:
    said = opened("select=State:KHM&with=State:VNM").page.locator("#panel .lead").first.inner_text()
    assert "trafficking" in said.split(";")[0].lower()
    assert "both party to the Trafficking in Persons Protocol (2007, 2012; " in said


def test_states_then_links_by_keyboard(opened: Opener) -> None:
    page = opened().page
    page.locator("#network").focus()
    said = page.locator("#said")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^Afghanistan: party to \d+ treaties"))
    page.keyboard.press("PageDown")
    expect(said).to_have_text(re.compile(r"^Albania: "))
    page.keyboard.press("f")
    expect(said).to_have_text(re.compile(r"^Fiji: "))
    page.keyboard.press("f")
    expect(said).to_have_text(re.compile(r"^Finland: "))
    # The arrows lead to the nearest that way, as on the map.
    spots = {}
    for way in ("ArrowLeft", "ArrowRight"):
        page.keyboard.press(way)
        name = said.inner_text().split(":")[0]
        spots[way] = page.evaluate(
            "(name) => pactgraph.spotOf(pactgraph.nodes.find((node) => node.name === name).index).x", name
        )
    assert spots["ArrowLeft"] < spots["ArrowRight"]
    page.keyboard.press("a")
    page.keyboard.press("PageDown")
    expect(said).to_have_text(re.compile(r"^Albania: "))
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Albania")
    expect(page.locator("#network")).to_be_focused()
    read = set()
    for _ in range(page.evaluate("pactgraph.inPicture().rows.length")):
        page.keyboard.press("ArrowRight")
        text = said.inner_text()
        assert re.search(
            r": (Party|Signatory|Member|\d+ agreements?|[Ss]trong tie|Reported|\d+ nodes|[A-Z][a-z]+ )", text
        ), text
        if "strong tie" not in text and "nodes" not in text:
            assert "; source: " in text, text
        read.add(text)
    assert len(read) == page.evaluate("pactgraph.inPicture().rows.length")
    assert any("since 21 Aug 2002" in text and "untc, UNTC XVIII-12-a, Albania" in text for text in read)
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("pactgraph.viewed.select") != "State:ALB"
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("What stands out")


def test_moving_and_zooming_by_keyboard(opened: Opener) -> None:
    page = opened("select=State:FJI").page
    spot = "(() => { const n = pactgraph.nodes.find((n) => n.id === 'NZL'); return Object.values(pactgraph.spotOf(n.index)); })()"
    page.locator("#network").focus()
    before = page.evaluate(spot)
    for key in ("Shift+ArrowRight", "+", "-", "Shift+ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate(spot) != before
    page.keyboard.press("0")
    assert page.evaluate(spot) == before
    assert "walk its links" in page.locator("#network").get_attribute("aria-label")


def test_a_line_says_type_day_and_source_where_it_is_pointed_at(opened: Opener) -> None:
    page = opened("select=State:ALB").page
    page.mouse.move(*at(page, "TIP_PROTOCOL"))
    expect(page.locator("#tip")).to_contain_text("Party since 21 Aug 2002")
    expect(page.locator("#tip")).to_contain_text("untc, UNTC XVIII-12-a, Albania")
    page = opened("links=agreements").page
    line = page.evaluate(
        """() => {
          const { nodes, asAt, spotOf, viewed } = pactgraph;
          const box = document.getElementById("network").getBoundingClientRect();
          for (const { one, other } of asAt(viewed.day).agreements().values()) {
            const [a, b] = [spotOf(one), spotOf(other)];
            if (a && b) return [box.x + a.x + 0.37 * (b.x - a.x), box.y + a.y + 0.37 * (b.y - a.y)];
          }
        }"""
    )
    page.mouse.move(*line)
    expect(page.locator("#tip")).to_contain_text(re.compile(r"agreements?, \d{4}|party|State"))


def at(page: Page, id_: str) -> list[float]:
    """Return where a node is painted, on the page."""
    return page.evaluate(
        """(id) => {
          const box = document.getElementById("network").getBoundingClientRect();
          const at = pactgraph.spotOf(pactgraph.nodes.find((n) => n.id === id).index);
          return [box.x + at.x, box.y + at.y];
        }""",
        id_,
    )


def test_a_group_opens_and_closes(opened: Opener) -> None:
    page = opened("select=Treaty:TIP_PROTOCOL").page
    closed = "pactgraph.inPicture().rows.filter((row) => !row.linked).map((row) => row.group.title)"
    before = page.evaluate(closed)
    assert len(before) > 1
    spot = page.evaluate(
        """(title) => {
          const { rows, places, room } = pactgraph.inPicture();
          const row = rows.find((r) => !r.linked && r.group.title === title);
          const box = document.getElementById("network").getBoundingClientRect();
          return [box.x + room.width / 2 + (row.x + 30) * places.scale, box.y + room.height / 2 + row.y * places.scale];
        }""",
        before[0],
    )
    page.mouse.click(*spot)
    assert page.evaluate("pactgraph.viewed.open") == before[0]
    assert before[0] not in page.evaluate(closed)
    members = page.evaluate(
        "(title) => pactgraph.inPicture().rows.filter((r) => r.linked && r.group.title === title).length", before[0]
    )
    assert members == page.evaluate(
        "(title) => pactgraph.inPicture().groups.find((g) => g.title === title).rows.length", before[0]
    )
    page.locator("#network").focus()
    while page.evaluate("pactgraph.viewed.open") == before[0]:
        page.keyboard.press("ArrowRight")
        if "nodes: open it" in page.locator("#said").inner_text():
            page.keyboard.press("Enter")
    assert page.evaluate("pactgraph.viewed.open") != before[0]


def test_a_second_state_is_picked_by_touch(opened: Opener) -> None:
    page = opened("select=State:FJI", phone=True, width=390, height=844).page
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#network-title")).to_have_text("Choose the State to compare with Fiji")
    page.touchscreen.tap(*at(page, "NPL"))
    expect(page.locator("#panel h2")).to_have_text("Fiji and Nepal")
    page = opened("select=State:FJI").page
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator("#network").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Fiji and Afghanistan")


def test_a_tap_tells_of_a_line_and_the_next_goes_on(opened: Opener) -> None:
    page = opened("select=State:FJI", phone=True, width=390, height=844).page
    spot = at(page, "TIP_PROTOCOL")
    page.touchscreen.tap(*spot)
    expect(page.locator("#tip")).to_contain_text("Party since 19 Sep 2017")
    assert page.evaluate("pactgraph.viewed.select") == "State:FJI"
    page.wait_for_timeout(400)
    page.touchscreen.tap(*spot)
    expect(page.locator("#panel h2")).to_have_text("Trafficking in Persons Protocol")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (1920, 1080)])
def test_captions_of_the_opening_picture_cover_no_sign(opened: Opener, width: int, height: int) -> None:
    page = opened(width=width, height=height).page
    with page.expect_download() as download:
        page.locator("#view-network").get_by_role("button", name="Save SVG").click()
    svg = Path(download.value.path()).read_text("utf-8")
    covered, whole = page.evaluate(
        """(svg) => {
          const { nodes, spotOf, data } = pactgraph;
          const frame = document.createElement("div");
          frame.innerHTML = svg;
          // Captions are the bold texts that are no codes of States; the page's policy lets no style of the file apply.
          const codes = new Set(nodes.map((n) => n.id));
          const texts = [...frame.querySelectorAll("text")].filter((t) => /font:600/.test(t.getAttribute("style")) && !codes.has(t.textContent));
          const pen = document.createElement("canvas").getContext("2d");
          const signs = nodes.filter((n) => ["State", "Treaty"].includes(n.label)).flatMap((n) => { const at = spotOf(n.index); return at ? [[n.id, at]] : []; });
          const covered = texts.flatMap((text) => {
            pen.font = text.getAttribute("style").slice(5);
            const half = pen.measureText(text.textContent).width / 2;
            const [x, y] = ["x", "y"].map((name) => Number(text.getAttribute(name)));
            const middle = x + { start: half, middle: 0, end: -half }[text.getAttribute("text-anchor")];
            return signs.filter(([, at]) => Math.abs(at.x - middle) < half + 3 && Math.abs(at.y - y) < 8).map(([id]) => `${text.textContent} over ${id}`);
          });
          const words = texts.map((t) => t.textContent).join(" ");
          return [covered, data.clusters.filter((c) => words.includes(`${c.number}  ${c.name.split(/[ ,]/)[0]}`)).length];
        }""",
        svg,
    )
    assert covered == []
    assert whole == page.evaluate("pactgraph.data.clusters.length")
    # The longest name has 93 letters: it alone may be begun only. (A label is written twice: its edge, its letters.)
    assert svg.count("…") <= 2


def test_files_show_the_picture_of_the_selection(opened: Opener) -> None:
    page = opened("select=State:FJI").page
    with page.expect_download() as download:
        page.locator("#view-network").get_by_role("button", name="Save SVG").click()
    svg = Path(download.value.path()).read_text("utf-8")
    names = page.evaluate("pactgraph.inPicture().rows.flatMap((row) => row.text)")
    assert len(names) > 40
    for name in names:
        assert f">{name.replace(chr(39), '&#39;')}</text>" in svg
