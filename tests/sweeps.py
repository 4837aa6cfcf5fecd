"""Tests that ask the same of many values: `make test` asks it of a few, `make test-all` of every one."""

from __future__ import annotations

from collections.abc import Collection

import pytest


def swept(values: Collection[object], quick: Collection[object]) -> list[object]:
    """Return the values as parameters, those that are not among the quick ones marked as slow."""
    assert set(quick) < set(values)
    return [value if value in quick else pytest.param(value, marks=pytest.mark.slow) for value in values]
