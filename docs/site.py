"""
Makes one site of the repository's pages: brings in those that stand beside docs/, and turns links to where pages are.

In the repository a link names a file, wherever that is. Here a file has a page, or its name stands as text.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "graph/glossary.md", "loaders/*/README.md")
"""Pages that stand beside docs/; the site has them at the same path."""
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s#:]+)(?P<place>#[^)\s]*)?\)")


def beside() -> list[str]:
    """Return the paths, from the repository's root, of the pages beside docs/, sorted."""
    return sorted(path.relative_to(ROOT).as_posix() for pattern in BESIDE for path in ROOT.glob(pattern))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of a folder where the navigation names one."""
    config.nav = _expanded(config.nav)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages beside docs/."""
    for path in beside():
        files.append(File.generated(config, path, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page's text with its links as the site needs them."""
    at = page.file.src_uri
    folder = posixpath.dirname(at if at in beside() else f"docs/{at}")

    def turned(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found["target"]))
        if not (ROOT / path).exists():
            return found[0]  # The build says so.
        there = path.removeprefix("docs/")
        if files.get_file_from_path(there) is None:
            text = found["text"]
            return text if text.strip("`") == path else f"{text} (`{path}`)"
        return f"[{found['text']}]({posixpath.relpath(there, posixpath.dirname(at) or '.')}{found['place'] or ''})"

    return _LINK.sub(turned, markdown)


def _expanded(entry: Any) -> Any:
    if isinstance(entry, list):
        return [_expanded(one) for one in entry]
    if isinstance(entry, dict):
        return {name: _expanded(one) for name, one in entry.items()}
    if not entry.endswith("/"):
        return entry
    inside = (path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob(f"{entry}*.md"))
    return sorted([*inside, *(path for path in beside() if path.startswith(entry))])
