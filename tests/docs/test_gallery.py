"""The gallery says what the bundled graph answers today; its pictures are there, small and self-contained."""

from __future__ import annotations

import re

import gallery
import pytest

from pactgraph.stores.embedded import EmbeddedStore

PICTURES = {path.stem: path for path in gallery.PICTURES.iterdir()}


@pytest.mark.slow
def test_the_gallery_is_current(bundled: EmbeddedStore):
    assert len(gallery.GALLERY) >= 12
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page(str(bundled)), "python tests/docs/gallery.py"


def test_there_is_a_picture_of_each_question_and_no_other():
    assert PICTURES.keys() == {asked.picture for asked in gallery.GALLERY}
    assert sum(path.stat().st_size for path in PICTURES.values()) < 800_000


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_says_what_to_cite_and_fetches_nothing(name: str):
    picture = PICTURES[name].read_text(encoding="utf-8")
    assert len(picture.encode()) < 60_000
    assert "Cite: pactgraph" in picture
    assert re.findall(r"(?:href|src)=\"(?!#|data:image/)[^\"]*|url\((?!#)|@import|<script", picture) == []
