"""
Runs the notebooks in `notebooks/`: `python tests/docs/run_notebooks.py` writes their outputs anew, of the graph in use.

What is kept of a run is what it says, not when, by whom or how long: the same graph gives the same bytes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
SPOKEN = ("text/markdown", "text/plain")
"""Types of outputs that say everything. HTML is how pandas sets the same table, which changes with its version."""


def executed(path: Path, folder: Path, store: str | None = None) -> NotebookNode:
    """
    Return a notebook run from its first cell to its last in `folder`, on the graph in `store` (else the one in use).

    Raises nbclient.exceptions.CellExecutionError with the cell and its traceback where one fails.
    """
    # Settings and histories of the user's own say nothing about the notebook.
    own = {"IPYTHONDIR": str(folder / ".ipython"), "JUPYTER_CONFIG_DIR": str(folder / ".jupyter")}
    environment = {**os.environ, **own, **({} if store is None else {"PACTGRAPH_STORE": store})}
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute(env=environment)
    return plain(notebook)


def plain(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without what differs from run to run: counts of executions, versions, settings of editors."""
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                output.pop("execution_count", None)
                if output.output_type == "execute_result":
                    output.execution_count = None
    return notebook


def said(notebook: NotebookNode) -> list[list[str]]:
    """Return the texts that each cell of code has put out."""
    return [
        [text for output in cell.outputs for text in _texts(output)]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _texts(output: NotebookNode) -> list[str]:
    if output.output_type == "stream":
        return [f"{output.name}: {output.text}"]
    return [output.data[kind] for kind in SPOKEN if kind in output.get("data", {})]


def written(notebook: NotebookNode) -> str:
    """Return the notebook as its file has it."""
    return str(nbformat.writes(notebook)) + "\n"


if __name__ == "__main__":
    for each in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as place:
            text = written(executed(each, Path(place)))
        each.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote {each.name}, {len(text.encode()):,} bytes\n")
