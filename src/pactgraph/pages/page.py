"""A page as text, with what a notebook shows of it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pactgraph.files import replace_file
from pactgraph.pages.one_file import gzipped

HEIGHT = 640
"""Height of a page in a notebook, in pixels."""


@dataclass(frozen=True, slots=True, repr=False)
class HtmlPage:
    """
    One self-contained HTML file as text; a notebook shows it in a frame of its own.

    A notebook keeps the page once, packed: of the atlas 1.1 MB.
    """

    title: str
    html: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, UTF-8, at once or not at all; return its path."""
        replace_file(Path(path), self.html.encode())
        return Path(path)

    def __repr__(self) -> str:
        return f"<{self.title}: a page of {len(self.html.encode()):,} bytes; save(path) writes it>"

    def _repr_html_(self) -> str:
        packed = base64.b64encode(gzipped(self.html.encode())).decode()
        name = hashlib.sha256(packed.encode()).hexdigest()[:16]
        return (
            f'<iframe title="{escape(self.title)}" data-page="{name}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
            f'<script type="text/plain" data-packed="{name}">{packed}</script>'
            f"<script>{_UNPACK % {'name': name}}</script>"
        )


_UNPACK = """(async () => {
const packed = document.querySelector('script[data-packed="%(name)s"]').textContent;
const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
for (const frame of document.querySelectorAll('iframe[data-page="%(name)s"]')) if (!frame.srcdoc) frame.srcdoc = text;
})();"""
"""Opens the page in each frame that waits for it."""
