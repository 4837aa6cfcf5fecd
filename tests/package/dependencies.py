"""
What an installed pactgraph needs at run time, and under which licences: `python tests/package/dependencies.py` writes
the page docs/reference/dependencies.md from what is installed here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "dependencies.md"
EXTRAS = frozenset({"embedded", "parquet", "refresh"})
"""Of a user's; `dev` is for developers."""
FIT = frozenset(
    {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "PSF-2.0", "Zlib"}
) | {"Python-2.0", "Unlicense"}
"""
Licences of what an Apache-2.0 project may ask for and be installed with.

MPL-2.0 (certificates) binds changes to its own files, and none are made.
"""
EXCUSED: dict[str, str] = {}
"""What does not fit, and why it is there all the same."""
BY_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC license": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
"""Identifiers of SPDX by what packages write instead; `BSD` where one does not say which form."""
_LINE = re.compile(r"\| `(?P<name>[^`]+)` \| (?P<licence>[^|]+) \| (?P<by>[^|]*) \|")


@dataclass(frozen=True)
class Dependency:
    name: str
    licence: str
    asked_for_by: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether every part of its licence fits, or one of several to choose from."""
        return all(any(one.strip(" ()") in FIT for one in part.split(" OR ")) for part in self.licence.split(" AND "))


def licence_of(found: metadata.Distribution) -> str:
    """What a package says of itself, as an expression of SPDX where it is known what is meant; else its own words."""
    about = found.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    words = [(about.get("License") or "").strip(), *classifiers]
    known = [BY_WORDS.get(one, one) for one in words if BY_WORDS.get(one, one) in FIT]
    # A whole licence text may stand there; its first line is enough to see what it is.
    return known[0] if known else next((one.splitlines()[0][:60] for one in words if one), "not said")


def dependencies() -> list[Dependency]:
    """Every package that is asked for at run time and installed here, with who asks for it; by name."""
    asked: dict[str, set[str]] = {}

    def follow(name: str, extras: frozenset[str]) -> None:
        for requirement in _required(name, extras):
            needed = canonicalize_name(requirement.name)
            new = needed not in asked
            asked.setdefault(needed, set()).add(canonicalize_name(name))
            if new:
                follow(needed, frozenset(requirement.extras))

    follow("pactgraph", EXTRAS)
    found = []
    for name, by in sorted(asked.items()):
        try:
            found.append(Dependency(name, licence_of(metadata.distribution(name)), tuple(sorted(by))))
        except metadata.PackageNotFoundError:
            continue
    return found


def _required(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in (extras or {""})):
            yield requirement


def listed(text: str) -> dict[str, str]:
    """The licence of each package on the page."""
    return {found["name"]: found["licence"].strip() for found in _LINE.finditer(text)}


def page(found: list[Dependency]) -> str:
    rows = [f"| `{one.name}` | {one.licence} | {', '.join(one.asked_for_by)} |" for one in found]
    excused = [f"- `{name}`: {reason}" for name, reason in EXCUSED.items()] or [
        "Every licence of a package itself fits."
    ]
    return "\n".join([HEAD, *rows, "", "## What does not fit", "", *excused, "", TAIL])


HEAD = """# Dependencies

What `pip install 'pactgraph[embedded,parquet,refresh]'` brings, and under which licences, as the packages themselves
say; `BSD` stands where one does not say which form. A package that is not in this table, or whose licence does not fit
Apache-2.0, fails the tests (`tests/package/test_dependencies.py`). Written by
`python tests/package/dependencies.py > docs/reference/dependencies.md`.

What pages carry: `viz/THIRD_PARTY.md`. Why a package was chosen: `docs/explanation/decisions/`. For developers only,
and never shipped: the extra `dev`, the Neo4j servers, browsers and linters.

| package | licence | asked for by |
|---|---|---|"""
TAIL = """`arcadedb` has libraries of GraalVM's community edition inside (GPL-2.0 with the Classpath exception, which
lets other software be linked with them); its licences come with it, in the folder `licenses` of its metadata.

## Size

A fresh environment with `[embedded]` (Python 3.11, Linux on x86-64), in millions of bytes, and in what `du -sm` says
where each file takes whole blocks of 4 KB (three of five files are smaller than one):

| installed by | MB | `du -sm` |
|---|---|---|
| `python -m venv`, `pip install '.[embedded]'` | 395 | 433 |
| the same with `pip install --no-compile` | 305 | 334 |
| `uv venv`, `uv pip install '.[embedded]'` | 282 | 309 |

The last two leave bytecode to the first use of each module, and the last brings no pip. Below 350 MB it is these two
ways, not plain `pip install`: 90 MB of that is bytecode of modules that most never import. What fills it, bytecode
included:

| package | MB | for |
|---|---|---|
| arcadedb | 101 | the engine: one library of 99 MB, compiled ahead, so that no Java is needed; not without the extra |
| pandas | 81 | the tables of Python's interface; half are its own tests |
| numpy | 71 | matrices of ties; pandas needs it, too |
| ipython, jedi (16) and 12 more | 27 | asked for by `pyvis`, which imports it when it is imported |
| pip, setuptools | 22 | in every environment of Python 3.11; from 3.12 on without `setuptools` |
| networkx | 17 | graphs for Python's interface |
| rapidfuzz | 12 | what a wrong name may have meant |
| pactgraph | 9 | facts, queries, pages |
| 34 others | 56 | `pydantic` (10), `pygments` (9), `wcwidth` (6), `pyvis`, `neo4j`, ... |

Nothing of it can go without a loss to somebody. `ipython` is a requirement of `pyvis` 0.3.2, of which there is no
later release: pip cannot leave one out, and `pyvis.network` fails without it; a package of our own that only bears
its name would break notebooks. `pandas` and `networkx` carry their own tests (42 MB and 8 MB with bytecode) in their
wheels. `rapidfuzz`, `ftfy`, `wcwidth` and `rich` are what keeps commands, not only Python's interface, pleasant;
`openpyxl`, `rdata` and `pyarrow` are extras already.

## Where it can be installed

As a resolver says that is told the system and to build nothing (`uv pip compile --python-platform … --only-binary
:all:`, for Python 3.11 to 3.14; with the extra `pip install --dry-run --platform …`, for 3.11 and 3.14):

| system | `pactgraph` | with `[embedded]` |
|---|---|---|
| Linux with glibc 2.28 or newer, x86-64 and ARM64 | yes | yes |
| Linux with musl (Alpine), x86-64 and ARM64 | yes | no: the engine has no build |
| macOS on Apple silicon | yes | yes |
| macOS on Intel | yes | no: the engine has no build |
| Windows on x86-64 | yes | yes |
| Windows on ARM | yes; for Python 3.11 `pyyaml` is built (without a compiler) | no: the engine has no build |

Nothing was installed on a system other than Linux on x86-64.

## Versions

- Every requirement has a lower bound. An upper bound stands where we rely on what the package does not promise: the
  embedded engine (`arcadedb`, below 26.12; decision 7), the grammar (`cypherast`, below 0.2; decision 8) and `pyvis`
  (exactly 0.3.2), whose wheel carries the library in the pages.
- What checks and tests use is fixed by exact versions and their hashes, for every system and Python from 3.11 on:
  `tests/requirements.lock`, which `make test` installs and `make lock` renews. What users get is not: pactgraph is a
  library as well, and has to stand beside others. Who deploys it makes a lock of their own:
  `uv pip compile --generate-hashes --extra embedded pyproject.toml -o requirements.txt`, then
  `pip install --require-hashes -r requirements.txt`.
- Known vulnerabilities are asked for with `pip-audit`, where the registry or osv.dev can be reached. It is not part of
  the tests, which would fail by an advisory of the day without a change here.
"""

if __name__ == "__main__":
    sys.stdout.write(page(dependencies()))
