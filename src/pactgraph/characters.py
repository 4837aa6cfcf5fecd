"""Characters that nobody sees: they hide what a cell says, turn its order round, or give a terminal orders."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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


@lru_cache(maxsize=4_096)
def once_decoded(text: str) -> str:
    """Return `text` with the letters as they were meant that were written as UTF-8 and read in another encoding."""
    if text.isascii():
        return text
    from ftfy import fix_encoding  # noqa: PLC0415 - where all is ASCII it is not needed

    return fix_encoding(text)


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
