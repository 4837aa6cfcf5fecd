"""The atlas in a browser: the bars it has to meet, and every control."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from browsing import VIEWS, Opener
from needs import missing, needed
from playwright.sync_api import expect

from pactgraph.analysis.as_at import AsAt
from pactgraph.analysis.gap_kinds import gap_kinds
from pactgraph.analysis.recorded import NO_END, Fact, Recorded
from pactgraph.facts.records import Key
from pactgraph.facts.registers import normalise
from pactgraph.graph import Graph
from pactgraph.pages.atlas import html
from pactgraph.pages.contents import contents

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES, MOST_BYTES_OF_MANY = 1_600_000, 2_500_000

STILL = """async () => {
  const started = performance.timing.navigationStart;
  const shot = () => document.querySelector("#network canvas")?.toDataURL() ?? "";
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(null)));
  let before = shot();
  for (let i = 0; i < 120; i++) {
    await frame();
    await frame();
    const now = shot();
    if (now && now === before) return Date.now() - started;
    before = now;
  }
  return null;
}"""
FRAMES = """async () => {
  const canvas = document.querySelector("#network canvas");
  const box = canvas.getBoundingClientRect();
  const at = (x) => ({ bubbles: true, cancelable: true, clientX: box.x + 300 + x, clientY: box.y + 200, pointerId: 1, button: 0, buttons: 1, pointerType: "mouse", isPrimary: true });
  canvas.dispatchEvent(new PointerEvent("pointerdown", at(0)));
  let frames = 0;
  const started = performance.now();
  await new Promise((done) => {
    const step = () => {
      frames += 1;
      canvas.dispatchEvent(new PointerEvent("pointermove", at(frames % 200)));
      if (frames < 60) requestAnimationFrame(step);
      else done(null);
    };
    requestAnimationFrame(step);
  });
  canvas.dispatchEvent(new PointerEvent("pointerup", at(0)));
  return Math.round(1000 * frames / (performance.now() - started));
}"""


def tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()


def test_size_requests_console_and_errors(opened: Opener, atlas_file: Path) -> None:
    assert atlas_file.stat().st_size <= MOST_BYTES
    assert b"\r\n" not in atlas_file.read_bytes()
    page, heard = (view := opened()).page, view.heard
    for name in VIEWS:
        tab(page, name)
    page.wait_for_timeout(300)
    assert heard.requests == []
    assert heard.console == []
    assert heard.errors == []


def test_picture_is_ready_and_still(opened: Opener, record_property) -> None:
    milliseconds = opened().page.evaluate(STILL)
    assert milliseconds is not None, "the picture never stood still"
    record_property("still_after_ms", milliseconds)
    print(f"still after {milliseconds} ms")


@pytest.mark.parametrize("links", ["ties", "all"])
def test_panning_paints_frames(opened: Opener, links: str, record_property) -> None:
    page = opened(f"links={links}").page
    before = page.evaluate("document.querySelector('#network canvas').toDataURL()")
    frames = page.evaluate(FRAMES)
    record_property("frames_per_second", frames)
    print(f"{links}: {frames} frames/s")
    assert page.evaluate("document.querySelector('#network canvas').toDataURL()") != before


@pytest.mark.parametrize("width", [320, 390, 768, 1366, 683])
def test_no_sideways_scroll(opened: Opener, width: int) -> None:
    """683 x 384 is a screen of 1366 x 768 at 200 % zoom."""
    page = opened(width=width, height=384 if width == 683 else 800).page
    for name in VIEWS:
        tab(page, name)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{name} is {over} px too wide at {width}"


LOOKED_AT = [
    *(f"view={name.lower()}" for name in VIEWS),
    "view=network&select=State:FJI",
    "view=network&select=Treaty:TIP_PROTOCOL",
    "view=network&select=State:FJI&with=State:TUV",
    "view=matrix&select=State:FJI&with=Treaty:TIP_PROTOCOL",
    "view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL",
    "view=gaps&kind=border",
    "view=gaps&kind=few&day=2012-01-01",
]


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessibility(opened: Opener, dark: bool, width: int) -> None:
    if not AXE.is_file():
        missing("axe-core is not installed: npm ci --prefix tests/pages")
    page = opened(dark=dark, width=width, height=800).page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    serious = []
    for address in LOOKED_AT:
        page.evaluate("(address) => { location.hash = address }", address)
        page.wait_for_function("(view) => pactgraph.viewed.view === view", arg=re.search(r"view=(\w+)", address)[1])
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        # Long lists of like rows: the first tell as much as all.
        page.evaluate(
            "document.querySelectorAll('#gaps-table tbody tr:nth-child(n+30)').forEach((row) => row.remove())"
        )
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        serious += [
            f"{address}: {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
    assert serious == []


def test_names_and_roles(opened: Opener) -> None:
    page = opened().page
    expect(page.get_by_role("tab")).to_have_text(list(VIEWS))
    expect(page.get_by_role("combobox", name="Search", exact=True)).to_be_visible()
    expect(page.get_by_label("As at", exact=True)).to_have_value("2026-09-24")
    assert page.locator("#network canvas").count() == 1
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    tab(page, "Gaps")
    expect(page.get_by_role("table")).to_be_visible()
    assert page.get_by_role("columnheader").count() >= 5


def test_targets_are_large_enough(opened: Opener) -> None:
    page = opened("view=gaps").page
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=checkbox]), summary, label.check, ul.facts a, .names a, #gaps-table a")]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.textContent.slice(0, 30), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24)
          .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("fiji", "Fiji"),
        ("FJI", "Fiji"),
        ("cote d ivoire", "Côte d'Ivoire"),
        ("ASEAN", "Association of Southeast Asian Nations"),
        ("Republic of the Union of Myanmar", "Myanmar"),
        ("TIP_PROTOCOL", "Trafficking in Persons Protocol"),
        ("Palermo Protocol", "Trafficking in Persons Protocol"),
        ("COW 950", "Fiji"),
    ],
)
def test_search(opened: Opener, typed: str, name: str) -> None:
    page = opened().page
    field = page.get_by_role("combobox", name="Search")
    field.fill(typed)
    field.press("Enter")
    found = page.locator("#panel h2").inner_text()
    assert found == name


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("KHM THA", "KHM", "THA"),
        ("Cambodia and Thailand", "KHM", "THA"),
        ("ivory coast, burma", "CIV", "MMR"),
        ("Trinidad and Tobago and Antigua and Barbuda", "TTO", "ATG"),
    ],
)
def test_search_for_two_states_at_once(opened: Opener, typed: str, one: str, other: str) -> None:
    page = opened().page
    field = page.get_by_role("combobox", name="Search")
    field.fill(typed)
    field.press("Enter")
    viewed = page.evaluate("[pactgraph.viewed.select, pactgraph.viewed.with]")
    assert viewed == [f"State:{one}", f"State:{other}"]


def test_search_by_keyboard_and_nothing_found(opened: Opener) -> None:
    page = opened().page
    field = page.get_by_role("combobox", name="Search")
    field.fill("guinea")
    field.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "uinea" in page.locator("#panel h2").inner_text()
    field.fill("xyzzy")
    expect(page.get_by_text("Nothing of this name")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_text("Nothing of this name")).to_be_hidden()


def test_selection_shows_source_place_and_date(opened: Opener) -> None:
    page = opened("select=State:ALB").page
    page.locator("summary", has_text="Party to").click()
    line = page.locator("#panel li", has_text="Trafficking in Persons Protocol").first
    text = line.inner_text()
    assert "since 21 Aug 2002" in text
    assert "untc · UNTC XVIII-12-a, Albania" in text
    assert "(known on 10 Apr 2025)" in text


def test_a_date_known_by_year_is_shown_as_a_year(opened: Opener) -> None:
    page = opened("select=State:KWT").page
    page.locator("summary", has_text="Bodies").click()
    assert re.search(r"since \d{4}\b", page.locator("#panel li", has_text="World Health Organization").inner_text())


def test_address_reproduces_what_was_seen(opened: Opener) -> None:
    first = opened().page
    tab(first, "Map")
    first.get_by_label("Colour").select_option("treaty")
    first.get_by_label("As at", exact=True).fill("2010-01-01")
    first.get_by_label("Region").select_option("Africa")
    first.get_by_role("combobox", name="Search").fill("Niger")
    first.get_by_role("combobox", name="Search").press("Enter")
    address = first.evaluate("location.hash")
    second = opened(address.lstrip("#")).page
    assert second.evaluate("JSON.stringify(pactgraph.viewed)") == first.evaluate("JSON.stringify(pactgraph.viewed)")
    assert second.locator("#panel").inner_text() == first.locator("#panel").inner_text()
    pixels = [page.evaluate(PIXELS) for page in (first, second)]
    assert len(pixels[0]) == len(pixels[1])
    # Edges of letters may come out a shade different; a dot or line elsewhere would be hundreds.
    assert sum(one != other for one, other in zip(*pixels, strict=True)) < 50


PIXELS = """() => {
  const map = document.getElementById("map");
  return [...new Uint32Array(map.getContext("2d").getImageData(0, 0, map.width, map.height).data.buffer)];
}"""


def test_the_day_moves_standings_and_links_and_leaves_tables_alone(opened: Opener) -> None:
    page = opened("select=Treaty:TIP_PROTOCOL").page
    lead = page.locator("#panel .lead")
    expect(lead).to_contain_text("193 UN Member States of 24 Sep 2026")
    page.get_by_label("As at", exact=True).fill("2003-12-25")
    expect(lead).to_contain_text("191 UN Member States of 25 Dec 2003")
    expect(page.get_by_text("ties, clusters and what stands out as at 24 Sep 2026")).to_be_visible()
    tab(page, "Gaps")
    expect(page.locator("#gaps-count")).to_contain_text("as at 24 Sep 2026")
    expect(page.locator("#gaps-day")).to_contain_text("It says nothing of 25 Dec 2003.")
    page.get_by_role("button", name="One year later").click()
    expect(page.get_by_label("As at", exact=True)).to_have_value("2004-12-25")
    page.get_by_role("button", name="Reset day").click()
    expect(page.get_by_label("As at", exact=True)).to_have_value("2026-09-24")
    expect(page.locator("#gaps-day")).to_be_hidden()


def test_treaties_and_members_are_those_of_the_day(opened: Opener) -> None:
    page = opened("view=matrix&day=1950-01-01").page
    members, treaties = page.evaluate(
        "[pactgraph.asAt(19500101).members.length, pactgraph.asAt(19500101).treaties.map((t) => t.known.adopted)]"
    )
    assert members == 59
    assert all(adopted is None or adopted <= "1950-01-01" for adopted in treaties)
    page.evaluate("location.hash = 'day=1950-01-01&select=State:KEN&with=Treaty:TIP_PROTOCOL'")
    expect(page.locator("#panel .standing")).to_have_text(
        "As at 1 Jan 1950: not asked: one of the two was not there yet, or the treaty is of another region"
    )
    page.evaluate("location.hash = 'day=1950-01-01&view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL'")
    expect(page.locator("#legend")).to_have_text("Trafficking in Persons Protocol: not yet adopted on 1 Jan 1950.")


def test_lines_between_states_are_cooperation(opened: Opener) -> None:
    """Victims detected later tied Fiji to Ireland once; borders are no cooperation either."""
    page = opened("day=2014-07-10").page
    linked = """([id, day]) => {
      const { nodes, linksOf, show } = pactgraph;
      show({ day });
      const state = nodes.find((n) => n.label === "State" && n.id === id);
      return linksOf(state.index).map((link) => nodes[link.other]).filter((n) => n.label === "State").map((n) => n.id);
    }"""
    agreed = """([id, day]) => {
      const { nodes, asAt } = pactgraph;
      const state = nodes.findIndex((n) => n.label === "State" && n.id === id);
      return [...asAt(day).agreements().values()].filter((p) => p.one === state || p.other === state)
        .map((p) => nodes[p.one === state ? p.other : p.one]).filter((n) => n.label === "State").map((n) => n.id);
    }"""
    assert page.evaluate(linked, ["FJI", 20140710]) == ["CHE"]
    for state in ("DEU", "CHE", "KHM", "USA"):
        assert sorted(page.evaluate(linked, [state, 20140710])) == sorted(page.evaluate(agreed, [state, 20140710]))


def test_unknown_is_said_in_words_and_hidden_on_request(opened: Opener) -> None:
    page = opened("view=gaps&kind=mechanism").page
    assert re.search(r"^0 gaps, \d+ unknown; ", page.locator("#gaps-count").inner_text())
    expect(page.locator("#gaps-note")).to_contain_text("Not every body that works on trafficking has a roster")
    page.get_by_label("Unknown too").uncheck()
    expect(page.locator("#gaps-more")).to_contain_text("No row with these filters")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#gaps-table tbody tr").first).to_be_visible()


def test_what_is_unknown_is_never_a_gap(opened: Opener) -> None:
    """Neither in the colour of gaps nor in their number, above all in headlines."""
    page = opened().page
    colour = "(e) => getComputedStyle(e).color"
    gap = page.locator(".figure.gap").first.evaluate(colour)
    lines = page.locator(".out").all()
    assert len(lines) > 5
    for line in lines:
        text, figure = line.inner_text(), line.locator(".figure")
        assert ("unknown" in text) == ("unknown" in figure.get_attribute("class")), text
        assert (figure.evaluate(colour) == gap) == ("gap" in figure.get_attribute("class")), text
    kinds = page.evaluate("pactgraph.data.tables.map((t) => [t.title.toLowerCase(), t.rows.map((r) => r.answer)])")
    for title, answers in kinds:
        for line in lines:
            text = line.inner_text().replace("\n", " ")
            if f" gaps: {title}." in text:
                assert text.startswith(f"{answers.count('gap'):,} gaps: ")
            elif f" unknown: {title}." in text:
                assert text.startswith(f"{answers.count('unknown'):,} unknown: ")


def test_known_until_stands_beside_a_later_day(opened: Opener) -> None:
    page = opened("select=State:FJI&with=Treaty:TIP_PROTOCOL").page
    expect(page.locator("#panel .standing")).to_contain_text("(known on 10 Apr 2025)")
    page.evaluate("location.hash = 'day=2025-04-10&select=State:FJI&with=Treaty:TIP_PROTOCOL'")
    expect(page.locator("#panel .standing")).to_contain_text("As at 10 Apr 2025")
    expect(page.locator("#panel .standing")).not_to_contain_text("known on")


def test_gaps_sort_filter_and_all_rows(opened: Opener) -> None:
    page = opened("view=gaps").page
    rows = page.locator("#gaps-table tbody tr")
    assert rows.count() == 200
    page.get_by_role("button", name=re.compile("Show all .* rows")).click()
    total = rows.count()
    assert total > 200
    assert total == in_sight(page)
    page.get_by_role("button", name="State").click()
    expect(page.get_by_role("columnheader", name="State")).to_have_attribute("aria-sort", "ascending")
    names = page.locator("#gaps-table tbody th").all_inner_texts()
    assert names == sorted(names, key=normalise)
    page.get_by_role("button", name="State").click()
    expect(page.get_by_role("columnheader", name="State")).to_have_attribute("aria-sort", "descending")
    page.get_by_label("Filter").fill("iran trafficking in persons protocol")
    assert rows.count() == 1
    page.get_by_label("Filter").fill("")
    page.locator("#region").select_option("Oceania")
    assert "Iran" not in page.locator("#gaps-table").inner_text()


def in_sight(page) -> int:
    """Return how many rows the line above the table counts: gaps and unknown."""
    line = page.locator("#gaps-count").inner_text().split(";")[0].split(" of ")[0]
    return sum(int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*", line))


def test_csv_has_the_rows_in_sight(opened: Opener) -> None:
    page = opened("view=gaps").page
    kinds = page.locator("#gap-kinds button").evaluate_all("(all) => all.map((button) => button.value)")
    assert sorted(kinds) == sorted([*gap_kinds(), "few"])
    saved = {}
    for kind in kinds:
        page.locator(f"#gap-kinds button[value={kind}]").click()
        saved[kind] = saved_rows(page)
        assert len(saved[kind]) == in_sight(page), kind
        assert {row["As at"] for row in saved[kind]} <= {"2026-09-24"}
        assert all(row["subject id"] for row in saved[kind])
    assert saved["instrument"]
    assert saved["few"]


def saved_rows(page) -> list[dict[str, str]]:
    """Return the rows of the CSV that the view in sight saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save CSV").click()
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_whatever_a_view_offers_to_save_is_saved(opened: Opener) -> None:
    page = opened().page
    saved = Counter()
    for name in VIEWS:
        tab(page, name)
        for button in page.get_by_role("tabpanel", name=name).locator("[data-save]").all():
            with page.expect_download(timeout=10_000) as download:
                button.click()
            saved[download.value.suggested_filename.rpartition(".")[2]] += 1
    assert saved.keys() == {"csv", "png", "svg"}


def test_csv_of_gaps_has_ids_days_and_sources(opened: Opener, graph: Graph) -> None:
    rows = saved_rows(opened("view=gaps&kind=instrument&about=Treaty:TIP_PROTOCOL").page)
    frame = graph.at("2026-09-24").tables.gaps("instrument", treaty="TIP_PROTOCOL").frame()
    assert {row["subject id"] for row in rows} == set(frame["id"])
    assert {row["about id"] for row in rows} == {"TIP_PROTOCOL"}
    for row in rows:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["Known until"])
        expected = frame[frame["id"] == row["subject id"]].iloc[0]
        assert row["Known until"] == str(expected["known_until"])[:10]
        assert set(row["Sources"].split("|")) == set(expected["sources"])
        assert set(row["Locators"].split("|")) == set(expected["locators"])


def test_csv_of_the_matrix_has_every_standing(opened: Opener, graph: Graph) -> None:
    rows = saved_rows(opened("view=matrix&region=Oceania&day=2014-06-09").page)
    then = graph.at("2014-06-09")
    region = set(then.region("Oceania", "region"))
    expected = {pair: one.answer for pair, one in then.facts.standings(then.day).items() if pair[0] in region}
    assert {(row["State id"], row["Treaty id"]): row["Answer"] for row in rows} == expected
    assert all(row["Sources"] and row["Locators"] for row in rows if row["Answer"] == "party")


def test_csv_of_the_map_and_the_network(opened: Opener) -> None:
    page = opened("view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL").page
    assert Counter(row["Answer"] for row in saved_rows(page)) == {"party": 182, "not party": 10, "signatory": 1}
    page.evaluate("location.hash = 'view=network'")
    assert len(saved_rows(page)) == page.evaluate("pactgraph.data.ties.length")
    page.evaluate("location.hash = 'view=network&select=State:NPL&with='")
    rows = saved_rows(page)
    (party,) = [row for row in rows if (row["Type"], row["To id"]) == ("STANDING", "TIP_PROTOCOL")]
    assert (party["Since"], party["Known until"], "answer party" in party["What"]) == ("2020-06-16", "2025-04-10", True)


def test_csv_cells_do_not_run(opened: Opener) -> None:
    page = opened().page
    text = page.evaluate("""pactgraph.csv([["=1+1", "+a", "-b", "@c", "\\td", 'e"f', "g,h", -4]])""")
    assert text == '\ufeff\'=1+1,\'+a,\'-b,\'@c,\'\td,"e""f","g,h",-4\r\n'


@pytest.mark.parametrize("view", ["network", "matrix", "map"])
@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_pictures_are_saved(opened: Opener, view: str, kind: str) -> None:
    page = opened(f"view={view}&select=State:FJI").page
    with page.expect_download() as download:
        page.locator(f"#view-{view}").get_by_role("button", name=f"Save {kind}").click()
    raw = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"pactgraph-{view}-FJI-2026-09-24.{kind.lower()}"
    if kind == "PNG":
        assert raw.startswith(b"\x89PNG")
        assert len(raw) > 20_000
    else:
        text = raw.decode()
        assert "Fiji" in text
        assert "as at 24 Sep 2026" in text
        shown = page.evaluate(
            "(text) => [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('text')]"
            ".map((one) => one.textContent).join(' ')",
            text,
        )
        assert re.search(r"Sources: .*fedlex.*; their titles", shown)
        assert "Cite: pactgraph" in shown
        assert "Graph " in shown
        for key in page.locator("#legend li").all_inner_texts():
            assert key in shown
        if view == "map":
            assert "endorse no boundary" in shown
        assert page.evaluate(
            "(text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null",
            text,
        )


def test_tabs_by_keyboard(opened: Opener) -> None:
    page = opened().page
    page.get_by_role("tab", name="Network").focus()
    for name in (*VIEWS[1:], VIEWS[0]):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name)).to_be_focused()
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def test_matrix_by_keyboard(opened: Opener) -> None:
    page = opened("view=matrix").page
    page.locator("#matrix-window").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    said = page.locator("#matrix-said").inner_text()
    assert re.search(r"· .+: (party|signatory|withdrawn|not party|disputed|unknown)", said)
    page.keyboard.press("Enter")
    expect(page.locator("#panel .standing")).to_contain_text("As at 24 Sep 2026")


def test_matrix_headers_stay_in_sight(opened: Opener) -> None:
    page = opened("view=matrix").page
    head = "() => { const c = document.getElementById('matrix'); return c.getContext('2d').getImageData(180, 0, 400, 160).data.join() }"
    before = page.evaluate(head)
    page.locator("#matrix-window").evaluate("(e) => { e.scrollTop = 900 }")
    page.wait_for_timeout(150)
    assert page.evaluate(head) == before
    box, window = page.locator("#matrix").bounding_box(), page.locator("#matrix-window").bounding_box()
    assert (round(box["y"]), round(box["x"])) == (round(window["y"]), round(window["x"]))


def test_clicking_in_the_pictures(opened: Opener) -> None:
    page = opened().page
    page.mouse.click(*where(page, "FJI"))
    expect(page.locator("#panel h2")).to_have_text("Fiji")
    page.keyboard.down("Shift")
    page.mouse.click(*where(page, "NZL"))
    page.keyboard.up("Shift")
    expect(page.locator("#panel h2")).to_have_text("Fiji and New Zealand")
    expect(page.locator("#panel table.compare")).to_contain_text("Side by side")
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("What stands out")


def where(page, state):
    """Return where a State's dot stands on the page: its code was painted there."""
    return page.evaluate(
        """(id) => {
          const index = pactgraph.nodes.find((n) => n.label === "State" && n.id === id).index;
          const box = document.getElementById("network").getBoundingClientRect();
          const at = pactgraph.spotOf(index);
          return [box.x + at.x, box.y + at.y];
        }""",
        state,
    )


def test_compare_by_choice(opened: Opener) -> None:
    page = opened("select=State:FJI").page
    page.get_by_label("Compare with").select_option(label="Tuvalu")
    expect(page.locator("#panel h2")).to_have_text("Fiji and Tuvalu")
    page.get_by_role("button", name="Only Fiji").click()
    expect(page.locator("#panel h2")).to_have_text("Fiji")


def test_theme_switch(opened: Opener) -> None:
    page = opened().page
    page.get_by_role("button", name="Dark", exact=True).click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor || ''") is not None
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "theme=dark" in page.evaluate("location.hash")


def test_what_stands_out_leads_to_the_views(opened: Opener) -> None:
    page = opened().page
    page.get_by_role("link", name="States have few recorded links").click()
    expect(page.locator("#gaps-title")).to_have_text("Few recorded links")
    tab(page, "Network")
    page.get_by_role("link", name="See them on the map").first.click()
    expect(page.get_by_label("Colour")).to_have_value("treaty")
    page.get_by_role("link", name="How they are found").click()
    expect(page.get_by_role("heading", name="About", exact=True)).to_be_visible()


def test_about_says_who_joined_and_left_each_cluster_as_the_command_does(opened: Opener, graph: Graph) -> None:
    then = graph.at(graph.as_of)
    name = {state: str(known["name"]) for state, known in then.states.items()}
    years = [dt.date(year, 12, 31) for year in (graph.as_of.year - 10, graph.as_of.year)]
    told = [row for row in then.tables.clusters(years=years).rows if row[0] == graph.as_of.year]
    page = opened("view=about").page
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator("[aria-label=Clusters] tbody tr").all()]
    assert [row[0].splitlines()[0] for row in rows] == [f"{one[2]} · {one[3]}" for one in told]
    assert [row[3:] for row in rows] == [[", ".join(sorted(name[s] for s in one[at])) for at in (6, 7)] for one in told]
    assert any(row[3] and row[4] for row in rows)


def test_print_has_the_whole_matrix(opened: Opener) -> None:
    page = opened("view=matrix", dark=True).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#matrix-print canvas").count() == 4
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#matrix-print canvas").count() == 0
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("width", [700, 1366])
def test_print_says_the_day_and_the_answer_without_controls(opened: Opener, width: int) -> None:
    page = opened("view=map&day=2014-06-09", width=width).page
    page.emulate_media(media="print")
    shown = page.locator("header, .bar").all_inner_texts()
    assert "As at" in shown[0]
    assert "9 Jun 2014" in shown[0]
    assert "are not party to the Trafficking in Persons Protocol" in shown[1]
    day = page.locator("#day-read").bounding_box()
    assert day["width"] > 60
    assert day["height"] > 10
    assert [one for one in page.locator("select, button, input").all() if one.is_visible()] == []


def test_print_has_every_column_of_a_table_of_gaps(opened: Opener) -> None:
    page = opened("view=gaps", width=690).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    right = page.evaluate("document.querySelector('#view-gaps').getBoundingClientRect().right")
    heads = page.locator("#gaps-table thead th").all()
    assert heads[-1].inner_text().startswith("Known")
    for head in heads:
        box = head.bounding_box()
        assert box["x"] + box["width"] <= right + 1


def test_about_names_every_source(opened: Opener, graph: Graph) -> None:
    page = opened("view=about").page
    text = page.locator("#view-about").inner_text()
    for id_, known in graph.recorded.of("Source").items():
        assert str(known["title"]) in text, id_
        assert str(known["licence"]) in text, id_


def test_embed_region_and_treaties(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "part.html"
    file.write_text(
        graph.atlas(region="Oceania", treaties=["TIP_PROTOCOL", "UNTOC"], embed=True).html, encoding="utf-8"
    )
    view = opened(file=file, width=600, height=420)
    assert view.page.evaluate("pactgraph.nodes.filter((n) => n.label === 'Treaty').map((n) => n.id)") == [
        "TIP_PROTOCOL",
        "UNTOC",
    ]
    regions = view.page.evaluate(
        "[...new Set(pactgraph.nodes.filter((n) => n.label === 'State').map((n) => n.known.region))]"
    )
    assert regions == ["Oceania"]
    expect(view.page.locator("header")).to_be_hidden()
    for name in VIEWS:
        tab(view.page, name)
    assert (view.heard.errors, view.heard.console) == ([], [])


def test_in_a_notebook_frame(browser, graph: Graph) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(graph.atlas(region="Oceania")._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for(state="attached", timeout=15_000)
    frame.get_by_role("tab", name="Gaps").click()
    frame.get_by_role("table").wait_for()
    assert errors == []
    page.close()


HOSTILE = [
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 1">',
    "</script><script>window.ran = 1</script>",
    "{{ 7 * 7 }}\u2028'`${window.ran = 1}",
]


def hostile(recorded: Recorded) -> Recorded:
    """Return the graph (narrowed to a region) with hostile text in every text there is."""
    texts = iter(HOSTILE * 100_000)

    def spoilt(name: str, value: object) -> object:
        if name in (
            "sources",
            "source",
            "topic",
            "region",
            "subregion",
            "status",
            "since_precision",
            "until_precision",
            "stated_since",
            "answer",
            "action",
            "kind",
        ):
            return value
        if isinstance(value, str):
            return f"{value}{next(texts)}"
        if isinstance(value, list):
            return [f"{one}{next(texts)}" for one in value]
        return value

    nodes = {
        key: {name: spoilt(name, value) for name, value in known.items() if name != "id"}
        for key, known in recorded.nodes.items()
    }
    facts = {
        type_: [
            Fact(
                f.type,
                f.start,
                f.end,
                f.holds_from,
                f.holds_until,
                {n: spoilt(n, v) for n, v in f.properties.items()}
                | {"disputed": True, "dispute": next(texts), "notes": [next(texts)]},
            )
            for f in found
        ]
        for type_, found in recorded.facts.items()
    }
    return Recorded(nodes, facts)


def test_hostile_text_is_shown_never_run(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    page_ = contents(
        hostile(contents(graph.recorded, graph.as_of, region="Oceania").recorded),
        graph.as_of,
        run=HOSTILE[2],
        version=HOSTILE[0],
    )
    file = tmp_path / "hostile.html"
    file.write_text(html(page_), encoding="utf-8")
    view = opened(file=file)
    page = view.page
    for address in (
        "view=network&select=State:FJI",
        "view=network&select=Treaty:TIP_PROTOCOL",
        "view=matrix&select=State:FJI&with=Treaty:UNTOC",
        "view=map",
        "view=gaps",
        "view=about",
        "select=State:FJI&with=State:TUV",
        "select=Source:untc",
    ):
        page.evaluate("(address) => { location.hash = address }", address)
        page.wait_for_timeout(100)
        page.evaluate("document.querySelectorAll('#panel details').forEach((d) => (d.open = true))")
    page.evaluate("location.hash = ''")
    page.get_by_role("combobox", name="Search").fill("fiji")
    page.locator("#search-results [role=option]").first.click()
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    assert page.locator("#panel h2").inner_text().startswith("Fiji")
    assert any(mark in page.locator("#panel h2").inner_text() for mark in ("<script>", "<img", "</script>", "{{"))
    assert (view.heard.errors, view.heard.console, view.heard.requests) == ([], [], [])


def many(recorded: Recorded, count: int) -> Recorded:
    """Return the graph with `count` synthetic agreements instead of its own."""
    states = AsAt(recorded, dt.date(2026, 9, 24)).members
    nodes = {key: known for key, known in recorded.nodes.items() if key.label != "BilateralAgreement"}
    facts = []
    for number in range(count):
        one = states[number % len(states)]
        other = states[(number * 7 + number // len(states) + 1) % len(states)]
        if one == other:
            other = states[(number + 5) % len(states)]
        key, day = (
            Key("BilateralAgreement", f"SYN-{number}"),
            dt.date(1950 + number % 64, 1 + number % 12, 1 + number % 28),
        )
        nodes[key] = {
            "id": key.id,
            "title": f"Synthetic agreement {number}",
            "holds_from": day,
            "holds_until": NO_END,
            "sources": ["bla"],
            "locators": [f"row {number}"],
        }
        facts += [
            Fact(
                "CONCLUDED", Key("State", state), key, day, NO_END, {"sources": ["bla"], "locators": [f"row {number}"]}
            )
            for state in (one, other)
        ]
    return Recorded(
        dict(sorted(nodes.items(), key=lambda item: (item[0].label, item[0].id))),
        {**recorded.facts, "CONCLUDED": facts},
    )


def test_many_agreements_collapse_to_pairs(opened: Opener, graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "many.html"
    file.write_text(html(contents(many(graph.recorded, 75_000), graph.as_of)), encoding="utf-8", newline="\n")
    print(f"75,000 agreements: {file.stat().st_size:,} bytes")
    assert file.stat().st_size <= MOST_BYTES_OF_MANY
    view = opened("links=agreements", file=file)
    milliseconds = view.page.evaluate(STILL)
    print(f"75,000 agreements: still after {milliseconds} ms")
    assert milliseconds is not None
    total = view.page.evaluate(
        "[...pactgraph.asAt(20260924).agreements().values()].reduce((sum, pair) => sum + pair.count, 0)"
    )
    assert total == 75_000
    earlier = "[...pactgraph.asAt(19600101).agreements().values()].reduce((sum, pair) => sum + pair.count, 0)"
    assert 0 < view.page.evaluate(earlier) < 15_000
    assert view.heard.errors == []


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed(graph: Graph, tmp_path: Path) -> None:
    script = "import sys; from pactgraph import open_graph; sys.stdout.buffer.write(open_graph(sys.argv[1]).atlas().html.encode())"
    made = [
        subprocess.run(
            [sys.executable, "-c", script, str(graph._store)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("4242", "Pacific/Auckland"))
    ]
    assert len(made[0]) > 1_000_000
    assert made[0] == made[1]


def test_types_of_the_modules_check() -> None:
    compiler = Path(__file__).parent / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.is_file():
        missing("TypeScript is not installed: npm ci --prefix tests/pages")
    node = needed("node", "install Debian's package nodejs to check the modules")
    done = subprocess.run(
        [node, str(compiler), "-p", str(Path(__file__).parent / "tsconfig.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_data_element_is_gzipped_json_without_a_time(atlas_file: Path) -> None:
    text = re.search(r'<script type="text/plain" id="data">(.*?)</script>', atlas_file.read_text("utf-8"), re.DOTALL)[1]
    packed = base64.b64decode(text, validate=True)
    # RFC 1952: method deflate, no name or comment, no time, neither strongest nor fastest compression, system unknown.
    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    assert json.loads(gzip.decompress(packed))["day"] == 20260924


def test_a_browser_that_cannot_open_the_data_is_told_so(browser, atlas_file: Path) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(atlas_file.resolve().as_uri())
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"^This browser cannot open .* or a later one\.$"))
    assert page.locator("html[data-ready=yes]").count() == 0
    assert errors == []
    page.close()


def test_two_states_side_by_side_fit_the_panel(opened: Opener) -> None:
    page = opened("select=State:KHM&with=State:VNM", width=1440, height=900).page
    assert (
        page.evaluate("(() => { const p = document.querySelector('#panel'); return p.scrollWidth - p.clientWidth; })()")
        <= 0
    )
    assert (
        page.evaluate(
            "(() => { const t = document.querySelector('.compare').getBoundingClientRect();"
            " const p = document.querySelector('#panel').getBoundingClientRect(); return t.right - p.right; })()"
        )
        <= 0
    )


def test_who_is_left_out_is_the_first_answer(opened: Opener, graph: Graph) -> None:
    page = opened().page
    said = page.locator("#answered")
    expect(said).to_have_text(
        "11 of 193 UN Member States are not party to the Trafficking in Persons Protocol (1 signed); known on 10 Apr 2025."
    )
    names = page.locator("#panel .out").first.locator(".names")
    expect(names).to_contain_text("Congo (signatory)")
    assert names.locator("a").count() == 11
    page.get_by_label("My State").select_option(label="Nepal")
    expect(said).to_contain_text("Nepal: party since 16 Jun 2020.")
    page.locator("#asked-treaty").select_option("Treaty:CEDAW")
    for day in ("1975-01-01", "1990-05-04", "2014-06-09", "2026-09-24"):
        page.get_by_label("As at", exact=True).fill(day)
        then = graph.at(day)
        if "CEDAW" not in then.treaties:
            expect(said).to_contain_text("nobody is asked on 1 Jan 1975")
            continue
        standings = then.facts.standings(then.day)
        asked = [standings[state, "CEDAW"].answer for state in then.members if (state, "CEDAW") in standings]
        absent = sum(answer in ("not party", "signatory", "withdrawn") for answer in asked)
        out_of = f"{len(asked)} asked of " * (len(asked) != len(then.members)) + str(len(then.members))
        expect(said).to_contain_text(f"{absent} of {out_of} UN Member States")
    page.get_by_label("As at", exact=True).fill("2026-09-24")
    page.get_by_label("My State").select_option("")
    page.locator("#asked-treaty").select_option("Treaty:TIP_PROTOCOL")
    page.get_by_label("Region").select_option("Oceania")
    expect(said).to_contain_text("7 of 14 UN Member States of Oceania are not party")
    page.evaluate("location.hash = 'day=2014-06-09&select=Treaty:UNTOC'")
    expect(said).to_contain_text("18 of 193 UN Member States are not party to the Organized Crime Convention")


def test_what_is_known_is_not_older_for_what_is_disputed(opened: Opener) -> None:
    """Sources contradict each other on Pakistan up to 2022; what is known of the others is known later."""
    page = opened("day=2019-12-31&select=Treaty:TIP_PROTOCOL").page
    expect(page.locator("#answered")).to_contain_text("; of 1 it is unknown or disputed; as at 31 Dec 2019.")


def test_an_observer_is_no_member(opened: Opener) -> None:
    page = opened("select=State:KHM&with=State:THA").page
    row = page.locator(".compare tr", has_text="Organization of American States")
    expect(row).to_contain_text("observer")
    expect(row).not_to_contain_text("member")
    kinds = page.evaluate(
        """() => {
          const { nodes, linksOf } = pactgraph;
          const spain = nodes.find((n) => n.label === "State" && n.id === "ESP").index;
          return Object.fromEntries(linksOf(spain).filter((l) => ["member", "observer"].includes(l.kind)).map((l) => [nodes[l.other].id, l.kind]));
        }"""
    )
    assert (kinds["OAS"], kinds["EU"]) == ("observer", "member")


def test_lists_of_a_state_by_date(opened: Opener) -> None:
    page = opened("select=State:FJI").page
    page.get_by_label("Lists", exact=True).select_option("latest first")
    page.locator("summary", has_text=re.compile("^Party to")).click()
    years = page.evaluate(
        """() => [...document.querySelectorAll("#panel details")].find((d) => d.textContent.startsWith("Party to"))
          .innerText.match(/since [^·(\\n]*?(\\d{4})/g).map((text) => Number(text.slice(-4)))"""
    )
    assert len(years) > 30
    assert years == sorted(years, reverse=True)
    assert "order=date" in page.evaluate("location.hash")


def test_back_steps_through_views_and_selections(opened: Opener) -> None:
    page = opened().page
    tab(page, "Map")
    page.get_by_label("My State").select_option(label="Fiji")
    tab(page, "Gaps")
    page.go_back()
    expect(page.get_by_role("tab", name="Map")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#panel h2")).to_have_text("Fiji")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("What stands out")
    page.go_forward()
    expect(page.locator("#panel h2")).to_have_text("Fiji")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("day=2026-02-30", "there is no day 2026-02-30"),
        ("day=nonsense&region=Atlantis", "there is no day nonsense; there is no region Atlantis"),
        ("view=globe", "there is no view globe"),
        ("select=State:XXX", "there is no State, treaty or body State:XXX"),
        ("nonsense=1", "nothing here is called nonsense"),
    ],
)
def test_an_address_that_cannot_be_read_is_mended_and_said(opened: Opener, address: str, said: str) -> None:
    view = opened(address)
    expect(view.page.locator("#mended")).to_contain_text(said)
    expect(view.page.get_by_label("As at", exact=True)).to_have_value("2026-09-24")
    expect(view.page.locator("#panel h2")).to_have_text("What stands out")
    tab(view.page, "Map")
    expect(view.page.locator("#mended")).to_be_hidden()
    assert view.heard.errors == []


def test_the_matrix_of_gaps_alone_and_the_selected_row(opened: Opener) -> None:
    page = opened("view=matrix&select=State:ZWE").page
    assert page.locator("#matrix-window").evaluate("(e) => e.scrollTop") > 0
    page.get_by_label("Only where there is a gap").check()
    states = {row["State id"] for row in saved_rows(page)}
    gaps = page.evaluate(
        "pactgraph.data.tables.find((t) => t.name === 'instrument').rows.filter((r) => r.answer === 'gap')"
        ".map((r) => pactgraph.nodes[r.subject].id)"
    )
    assert states == set(gaps)
    page.get_by_label("As at", exact=True).fill("2010-01-01")
    expect(page.get_by_label("Only where there is a gap")).to_be_hidden()


def test_kinds_without_a_known_gap_stand_last(opened: Opener) -> None:
    page = opened("view=gaps").page
    texts = page.locator("#gap-kinds button").all_inner_texts()
    known = [not re.search(r"\b0 gaps", text) for text in texts[:-1]]
    assert known == sorted(known, reverse=True)
    for text in texts[:-1]:
        name = text.split("\n")[0]
        page.locator("#gap-kinds button", has_text=name).first.click()
        expect(page.locator("#gaps-note")).to_be_visible(visible=bool(re.search(r"\b0 gaps", text)))
