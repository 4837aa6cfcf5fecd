"""
Pictures of an atlas for a reviewer: every view, at desks, on a projector, a tablet, a phone, in print, light and dark.

    python tests/pages/snapshots.py [ATLAS.html] [FOLDER] [NAME ...]

Without an atlas, one is made of the graph in the default store. FOLDER is `output/snapshots`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from browsing import VIEWS
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
DESK, OFFICE, PROJECTOR = (1366, 768), (1440, 900), (1920, 1080)
TABLET, PHONE, NARROW = (768, 1024), (390, 844), (320, 640)
SHOTS: dict[str, tuple[tuple[int, int], str, str]] = {
    **{
        f"{where}-{view}": (size, theme, f"view={view}")
        for view in map(str.lower, VIEWS)
        for where, size, theme in (
            ("desk", DESK, "light"),
            ("dark", DESK, "dark"),
            ("office", OFFICE, "light"),
            ("projector", PROJECTOR, "light"),
            ("tablet", TABLET, "light"),
            ("phone", PHONE, "light"),
            ("print", DESK, "print"),
        )
    },
    "desk-network-state": (DESK, "light", "select=State:FJI"),
    "desk-network-all": (DESK, "light", "links=all"),
    "desk-network-agreements": (DESK, "light", "links=agreements"),
    "desk-network-region": (DESK, "light", "region=Africa"),
    "desk-matrix-cell": (DESK, "light", "view=matrix&select=State:FJI&with=Treaty:TIP_PROTOCOL"),
    "desk-matrix-2020": (DESK, "light", "view=matrix&day=2020-06-01"),
    "desk-map-treaty": (DESK, "light", "view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL"),
    "desk-map-state": (DESK, "light", "view=map&select=State:NER&corridors=on"),
    "desk-map-corridors": (
        DESK,
        "light",
        "view=map&select=State:DEU&corridors=on&colour=treaty&treaty=Treaty:TIP_PROTOCOL",
    ),
    "desk-map-unknown": (DESK, "light", "view=map&colour=treaty&treaty=Treaty:ILO_P029"),
    "desk-map-regional": (DESK, "light", "view=map&colour=treaty&treaty=Treaty:COE_CETS197&day=2015-01-01"),
    "desk-map-region": (DESK, "light", "view=map&region=South-Eastern Asia"),
    "desk-map-gaps": (DESK, "light", "view=map&colour=gaps"),
    "desk-gaps-few": (DESK, "light", "view=gaps&kind=few"),
    "desk-gaps-empty": (DESK, "light", "view=gaps&kind=border&find=xyzzy"),
    "desk-compare": (DESK, "light", "select=State:NPL&with=State:IND"),
    "desk-treaty": (DESK, "light", "select=Treaty:TIP_PROTOCOL"),
    "desk-network-most": (DESK, "light", "select=State:FRA"),
    "desk-network-entity": (DESK, "light", "select=UNEntity:UNODC"),
    "desk-network-group": (DESK, "light", "select=Treaty:TIP_PROTOCOL&open=1++EEA,+Schengen+Area"),
    "desk-compare-pick": (DESK, "light", "select=State:FJI&pick=on"),
    "desk-compare-many": (DESK, "light", "select=State:FRA&with=State:DEU"),
    "desk-network-source": (DESK, "light", "select=Source:untc"),
    "projector-state": (PROJECTOR, "light", "select=State:KHM"),
    "phone-compare": (PHONE, "light", "select=State:KHM&with=State:VNM"),
    "phone-treaty": (PHONE, "light", "select=Treaty:TIP_PROTOCOL"),
    "dark-network-state": (DESK, "dark", "select=State:BRA"),
    "dark-map-gaps": (DESK, "dark", "view=map&colour=gaps&select=State:IND&corridors=on"),
    "dark-map-treaty": (DESK, "dark", "view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL"),
    "projector-map-treaty": (PROJECTOR, "light", "view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL"),
    "phone-state": (PHONE, "light", "select=State:FJI"),
    "phone-map-treaty": (PHONE, "light", "view=map&colour=treaty&treaty=Treaty:TIP_PROTOCOL"),
    "narrow-network": (NARROW, "light", ""),
    "narrow-gaps": (NARROW, "light", "view=gaps&kind=border"),
    "forced-network": (DESK, "forced", ""),
    "forced-gaps": (DESK, "forced", "view=gaps"),
    "zoomed-network": ((720, 450), "light", ""),
}


def main(arguments: list[str]) -> None:
    """Take the pictures asked for, or all."""
    page_file = Path(arguments[0]) if arguments else ROOT / "output" / "atlas.html"
    folder = Path(arguments[1]) if len(arguments) > 1 else ROOT / "output" / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    if not arguments:
        from pactgraph import open_graph

        page_file.write_text(open_graph().atlas().html, encoding="utf-8", newline="\n")
    wanted = arguments[2:] or list(SHOTS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        for name in wanted:
            take(browser, page_file, name, folder)
        browser.close()


def take(browser: Browser, page_file: Path, name: str, folder: Path) -> None:
    """Take one picture; print goes to a PDF of which `pdftoppm`, where it is installed, makes pages to look at."""
    (width, height), theme, address = SHOTS[name]
    phone = width < 500
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme in ("dark", "forced") else "light",
        forced_colors="active" if theme == "forced" else "none",
        has_touch=phone,
        is_mobile=phone,
        device_scale_factor=2 if phone else 1,
    )
    page.on("console", lambda message: print(name, message.text))
    page.on("pageerror", lambda error: print(name, error))
    page.goto(f"{page_file.resolve().as_uri()}#{address}")
    page.wait_for_selector("html[data-ready=yes]", timeout=10_000)
    page.wait_for_timeout(300)
    if theme == "print":
        page.pdf(path=folder / f"{name}.pdf", format="A4")
    else:
        page.screenshot(path=folder / f"{name}.png", full_page=phone)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
