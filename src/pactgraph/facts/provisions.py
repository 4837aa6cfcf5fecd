"""What the articles of a treaty on an act of cooperation (PROVIDES) are worth against trafficking, decided once."""

from __future__ import annotations

from collections.abc import Mapping

_NEAREST = ("trafficking", "organized", "any", "", "related")
"""Offences that articles are for, nearest to trafficking first; of others (`other`) trafficking is none."""


def decided(treaty: str, properties: Mapping[str, object]) -> dict[str, object]:
    """
    Return what follows from the properties of a PROVIDES relationship of `treaty`.

    `told` is how it is cited. `nearness` counts from 0 (for trafficking itself); it is left out where the offences are
    others, so that the articles are no basis against trafficking.
    """
    offences, through = str(properties.get("offences") or ""), properties.get("through")
    told = f"{treaty} art. {properties['articles']}"
    told += f" with {through}" if through else ""
    told += " (related offences)" if offences == "related" else ""
    return {"told": told} | ({"nearness": _NEAREST.index(offences)} if offences in _NEAREST else {})
