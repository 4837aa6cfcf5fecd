"""What readers of the page once misread or lost their way in, each with a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Opener
from playwright.sync_api import Page, expect

from pactgraph.graph import Graph


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


@pytest.mark.parametrize(
    ("address", "begins", "ends"),
    [
        # Nought would be read as an answer where nobody is known to be outside.
        (
            "treaty=Treaty:ILO_P029",
            "127 of 193 UN Member States: unknown whether party to",
            "66 are, none known not to be",
        ),
        (
            "treaty=Treaty:TIP_PROTOCOL",
            "11 of 193 UN Member States are not party to",
            "(1 signed); known on 10 Apr 2025.",
        ),
        ("treaty=Treaty:ICRMW&region=South America", "2 of 12 UN Member States of South America are not", "known on"),
    ],
)
def test_the_sentence_says_what_is_known_and_of_whom(opened: Opener, address: str, begins: str, ends: str) -> None:
    said = opened(address).page.locator("#answered").inner_text()
    assert said.startswith(begins), said
    assert ends in said


def test_the_panel_names_the_region_it_counts_in(opened: Opener) -> None:
    page = opened("treaty=Treaty:ICRMW&region=South America").page
    expect(page.locator("#panel .out").first).to_contain_text("2 Member States of South America are not party to")


def test_the_treaty_of_a_table_of_gaps_is_not_that_of_the_map(opened: Opener) -> None:
    page = opened("view=map&colour=treaty&treaty=Treaty:SMUGGLING_PROTOCOL").page
    tab(page, "Gaps")
    expect(page.locator("#gaps-treaty-choice")).to_have_value("")
    page.locator("#gaps-treaty-choice").select_option("Treaty:UNTOC")
    page.locator("#gaps-treaty-choice").select_option("")
    tab(page, "Map")
    expect(page.locator("#asked-treaty")).to_have_value("Treaty:SMUGGLING_PROTOCOL")


def test_a_treaty_picked_on_the_map_colours_it(opened: Opener) -> None:
    page = opened("view=map").page
    page.locator("#asked-treaty").select_option("Treaty:UNTOC")
    expect(page.locator("#colour")).to_have_value("treaty")
    tab(page, "Network")
    page.locator("#asked-treaty").select_option("Treaty:TIP_PROTOCOL")
    assert page.evaluate("pactgraph.viewed.colour") == "treaty"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("view=map&colour=treaty&treaty=Treaty:UNTOC&region=Middle Africa", "pactgraph-map-UNTOC-middle-africa-"),
        ("view=map", "pactgraph-map-2"),
        ("view=gaps&kind=border&about=Treaty:UNTOC", "pactgraph-gaps-border-UNTOC-2"),
        ("view=gaps&kind=border", "pactgraph-gaps-border-2"),
    ],
)
def test_a_file_is_named_by_what_is_in_it(opened: Opener, address: str, name: str) -> None:
    page = opened(address).page
    view = address.partition("&")[0].removeprefix("view=")
    with page.expect_download() as saving:
        page.locator(f"#view-{view} [data-save=csv]").click()
    assert saving.value.suggested_filename.startswith(name)


def test_a_saved_map_says_which_treaty_and_region(opened: Opener) -> None:
    page = opened("view=map&colour=treaty&treaty=Treaty:UNTOC&region=Middle Africa").page
    with page.expect_download() as saving:
        page.locator("#view-map [data-save=svg]").click()
    text = re.sub("<[^>]*>", " ", Path(saving.value.path()).read_text(encoding="utf-8"))
    assert re.search(r"map,\s+Organized\s+Crime\s+Convention,\s+Middle\s+Africa,\s+as\s+at", text)


def test_what_may_have_held_is_unknown_and_not_absent(opened: Opener) -> None:
    """A roster read in 2025 of a process founded in 2006: of a day between the two nobody knows."""
    page = opened("select=RegionalBody:RABAT_PROCESS&day=2024-06-01").page
    expect(page.get_by_text(re.compile(r"^Members, unknown on this day \(\d+\)$"))).to_be_visible()
    page = opened("select=State:NGA&day=2024-06-01").page
    expect(page.get_by_text(re.compile(r"^Bodies, unknown on this day \(\d+\)$"))).to_be_visible()
    # A report of 2014 says so without a date: of a day twelve years later nobody knows.
    page = opened("select=UNEntity:UNODC").page
    expect(page.get_by_text("Administers, unknown on this day (1)")).to_be_visible()
    # What a document states, it did not state before it was issued.
    page = opened("select=Document:UN_SG_REPORT_2014&day=2010-01-01").page
    expect(page.get_by_text(re.compile(r"^It states, not on this day \(\d+\)$"))).to_be_visible()
    assert page.get_by_text("It states, unknown on this day").count() == 0
    page = opened("select=RegionalBody:RABAT_PROCESS&day=2006-01-01").page
    expect(page.get_by_text(re.compile(r"^Members, not on this day \(\d+\)$"))).to_be_visible()


def test_agreements_are_those_recorded(opened: Opener) -> None:
    panel = opened("select=State:ITA&with=State:NGA").page.locator("#panel")
    expect(panel.get_by_text("Recorded agreements between them (0)")).to_be_visible()


def test_my_state_is_one_of_today(opened: Opener, graph: Graph) -> None:
    names = opened().page.locator("#my-state option").all_inner_texts()[1:]
    states = graph.recorded.of("State").values()
    expected = {str(known["name"]) for known in states if known.get("un_member") or known.get("status") == "observer"}
    assert set(names) == expected
    assert len(expected) == 195


def test_addresses_stay_as_they_are(opened: Opener) -> None:
    link = opened("select=Source:untc").page.locator("#panel dl a[href^=http]").first
    assert link.inner_text() == link.get_attribute("href")
    assert link.get_attribute("rel") == "noreferrer"


def test_a_cluster_leads_to_what_it_is_and_who_joined(opened: Opener) -> None:
    page = opened("select=State:BGR").page
    page.locator("#panel dl a").first.click()
    expect(page.locator("#clusters tbody tr").first).to_be_in_viewport()
    tab(page, "Network")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="who joined and left since the end of 2016").click()
    expect(page.locator("#clusters tbody tr").first).to_be_in_viewport()


def test_another_selection_is_read_from_its_beginning(opened: Opener) -> None:
    page = opened("select=State:FRA").page
    page.locator("#panel-content").evaluate("(panel) => panel.scrollTo(0, 3000)")
    page.evaluate("pactgraph.show({ with: 'State:DEU' })")
    assert page.locator("#panel-content").evaluate("(panel) => panel.scrollTop") == 0


def test_sorting_by_keys_goes_on_where_it_was(opened: Opener) -> None:
    page = opened("view=gaps").page
    heads = page.locator("#gaps-table thead th")
    heads.nth(2).locator("button").focus()
    for direction in ("ascending", "descending"):
        page.keyboard.press("Enter")
        expect(heads.nth(2)).to_have_attribute("aria-sort", direction)
        expect(heads.nth(2).locator("button")).to_be_focused()


def test_the_way_past_the_controls_leads_to_the_picture(opened: Opener) -> None:
    page = opened("view=map").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#map-frame")).to_be_focused()


def test_a_phone_s_map_has_half_of_the_screen_once_it_is_moved(opened: Opener) -> None:
    page = opened("view=map", phone=True, width=390, height=844).page
    frame = page.locator("#map-frame")
    before = frame.bounding_box()["height"]
    page.evaluate("document.getElementById('map-in').click()")
    assert frame.bounding_box()["height"] > 0.5 * 844 > before
    page.evaluate("document.getElementById('map-fit').click()")
    assert frame.bounding_box()["height"] == before


def test_another_view_on_a_phone_begins_at_its_beginning(opened: Opener) -> None:
    page = opened(phone=True, width=390, height=844).page
    page.evaluate("scrollTo(0, 2000)")
    tab(page, "Gaps")
    assert page.evaluate("scrollY") == 0
