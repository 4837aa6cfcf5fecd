"""Characters that nobody sees: they hide what a cell says, turn its order round, or give a terminal orders."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

UNSEEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, escape sequences' beginnings among them
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"  # blank, though letters or marks by name
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"  # of no width, separators of lines, directions of writing
    "\ud800-\udfff\ue000-\uf8ff"  # halves of characters; of private meaning
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff"  # no characters, and marks of word processors
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # tags; of private meaning
    "]"
)
"""
Not among them: the joiners U+200C and U+200D, with which Persian and Indian languages are written, blanks that do not
break, with which French is, and U+FFFD, by which publishers show that they have lost a character.
"""


_TWICE = re.compile("[\u00c2-\u00f4][^\x00-\x7f]{1,3}")
"""What UTF-8 looks like that was read as Windows-1252 or Latin-1: a lead byte as a letter, the others after it."""


def twice_decoded(text: str) -> tuple[str, str]:
    """
    Return the first character of `text` that was written as UTF-8 and read as Windows-1252, as it stands and as meant.

    Both are empty where there is none. `Ã©` is told from what publishers write on purpose by what it would mean: only
    letters of Europe and marks of print count.
    """
    if text.isascii():
        return "", ""
    for found in _TWICE.finditer(text):
        for size in range(2, len(found[0]) + 1):
            part = found[0][:size]
            meant = _decoded(part)
            if len(meant) == 1 and _MEANT.fullmatch(meant):
                return part, meant
    return "", ""


_MEANT = re.compile("[\u00a0-\u017f\u1e00-\u1eff\u2010-\u2044\u20ac\u2122\ufffd]")


def once_decoded(text: str) -> str:
    """Return `text` with every character that `twice_decoded` finds in it as it was meant."""
    while (pair := twice_decoded(text))[0]:
        text = text.replace(*pair)
    return text


def _decoded(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return text.encode(encoding).decode("utf-8")
    return ""


def named(character: str) -> str:
    """Return a character that nobody sees as a message names it: `U+202E (RIGHT-TO-LEFT OVERRIDE)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def visible(text: str, keep: str = "") -> str:
    """Return `text` with an escape as Python writes it for each unseen character but those in `keep`."""
    return UNSEEN.sub(lambda found: found[0] if found[0] in keep else _escape(found[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
