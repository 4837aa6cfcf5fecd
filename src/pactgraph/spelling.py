"""
What a text may be a slip of: names word by word, and single words such as those of a schema.

A hint that is wrong is worse than none: it is offered only where every word of the one is a word of the other but for
a letter or so. That some words are shared (`Korea`) or that letters are (`UK`, `Ukraine`) is no likeness.
"""

from __future__ import annotations

from collections.abc import Iterable

LIKE = 0.74
"""Share of a word's letters that must be right: one slip in four letters, two in eight."""
NEARLY_AS_LIKE = 0.12
"""What is this much less like than the best is offered beside it."""
SHORTEST = 4
"""Letters of the shortest word that may have a slip: a slip in a shorter one, a code above all, is another word."""
_FILLERS = frozenset({"and", "of", "s", "the"})


def likeness(text: str, name: str) -> float:
    """
    Return how like two names are (1: the same but for order, spaces and `of`, `the`, `and`), 0 where words differ.

    Both are normalised: lower case, words set apart by one space.
    """
    if text.replace(" ", "") == name.replace(" ", ""):
        return 1.0
    ours, theirs = _words(text), _words(name)
    if not ours or len(ours) != len(theirs):
        return 0.0
    worst = 1.0
    for word in ours:
        score, best = max((_alike(word, other), other) for other in theirs)
        if not score:
            return 0.0
        theirs.remove(best)
        worst = min(worst, score)
    return worst


def slips(word: str, known: Iterable[str], shortest: int = SHORTEST) -> list[str]:
    """Return up to three of the words `known` that `word` may be a slip of; best first."""
    scored = sorted((-_alike(word.casefold(), other.casefold(), shortest), other) for other in set(known))
    return [other for score, other in scored if score and score <= scored[0][0] + NEARLY_AS_LIKE][:3]


def did_you_mean(near: Iterable[str]) -> str:
    """Return the end of a message that offers `near`; nothing where there is nothing."""
    return f"; did you mean {' or '.join(found)}?" if (found := list(near)) else ""


def hint(word: str, known: Iterable[str]) -> str:
    """Return the end of a message that offers what `word`, a word of the schema or of an option, may be a slip of."""
    return did_you_mean(slips(word, known, shortest=3))


def _words(name: str) -> list[str]:
    return sorted(word for word in name.split() if word not in _FILLERS)


def _alike(one: str, other: str, shortest: int = SHORTEST) -> float:
    """Return the share of letters that are right, 0 below LIKE; two that change places are one slip, digits none."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a message about a slip needs it

    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    # A word is never like a whole paragraph, which need not be looked at for that.
    if shorter < shortest or shorter < LIKE * longer or any(map(str.isdecimal, one + other)):
        return 0.0
    return OSA.normalized_similarity(one, other, score_cutoff=LIKE)
