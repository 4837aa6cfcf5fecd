"""
Whatever a user gives, what comes back is one line, and a traceback only with `--debug`.

The commands run in this process; the graph asked is a synthetic one.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from synthetic import awkward

from pactgraph.analysis import tables as analysis
from pactgraph.cli import app

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sound: Path, tmp_path: Path) -> Run:
    """A function that runs a command line and returns exit code, standard output and standard error."""
    monkeypatch.setenv("PACTGRAPH_STORE", str(sound))
    monkeypatch.chdir(tmp_path)

    def ended(*arguments: str, typed: bytes = b"") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["pactgraph", *arguments])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as told:
                app.main()
        code = told.value.code
        return code if isinstance(code, int) else 0 if code is None else 1, out.getvalue(), err.getvalue()

    return ended


LATIN_1 = os.fsdecode("Bénin".encode("latin-1"))
LINES: list[tuple[list[str], int, str]] = [
    (["query", "-c", ""], 2, "the statement is empty"),
    (["query", "-c", "  \n"], 2, "the statement is empty"),
    (["query", "-c", "// nothing"], 1, ""),
    (["query", "-c", "'"], 1, ""),
    (["query", "-c", "RETURN $n AS n", "-p", f"n={'9' * 30}"], 2, "-p n: a whole number of 30 digits"),
    (["query", "-c", "RETURN $n AS n", "-p", f"n={'9' * 5000}"], 2, "-p n"),
    (["query", "-c", "RETURN $n AS n", "-p", f"n={'[' * 100000}"], 2, "-p n"),
    (["query", "-c", "RETURN $n AS n", "-p", "n=1e999"], 2, "-p n"),
    (["query", "-c", "RETURN $n AS n", "-p", "n=NaN"], 2, "-p n"),
    (["query", "-c", f"RETURN {'9' * 30} AS n"], 1, ""),
    (["query", "-c", f"RETURN {'(' * 3000}1{')' * 3000} AS n"], 1, ""),
    (["query", "-c", "RETURN 1 AS n", "--timeout", "inf"], 2, "--timeout inf: expected seconds from 0.1 to 86400"),
    (["query", "-c", "RETURN 1 AS n", "--timeout", "nan"], 2, "--timeout nan: expected seconds"),
    (["query", "-c", "RETURN 1 AS n", "--timeout", "1e300"], 2, "--timeout 1e+300: expected seconds"),
    (["query", "-c", "RETURN 1 AS n", "--timeout", "0"], 2, "--timeout 0: expected seconds"),
    (["query", "least-linked", "-p", f"limit={'9' * 5000}"], 2, "expected a whole number"),
    (["query", "least-linked", "-p", "limit=٣"], 2, "expected a whole number"),
    (["query", "not-party", "--as-of", "0001-01-01"], 2, "expected one from 1600 to 2100"),
    (["query", "not-party", "--as-of", "9999-12-31"], 2, "expected one from 1600 to 2100"),
    (["query", "not-party", "--as-of", "2014-02-30"], 2, "no such day"),
    (["query", LATIN_1], 2, "argument 2, B\\xe9nin: not UTF-8"),
    (["query", "-"], 2, "the statement is empty"),
    (["query", "latin.cypher"], 2, "latin.cypher: not UTF-8 at byte 8"),
    (["query", "utf16.cypher"], 2, "utf16.cypher: not UTF-8 at byte 0"),
    (["query", "front.cypher"], 1, "front.cypher: front matter: line 2"),
    (["query", "days.cypher"], 1, "days.cypher: front matter: "),
    (["query", "folder.cypher"], 2, "folder.cypher: no such file"),
    (["query", "\x00.cypher"], 2, "no such file"),
    (["timeline", "--years", "1000-1001"], 2, "--years 1000-1001: expected years from 1600 to 2100"),
    (["timeline", "--years", "0000-9999"], 2, "--years 0000-9999: expected years from 1600 to 2100"),
    (["timeline", "--years", "9999"], 2, "--years 9999: expected years from 1600 to 2100"),
    (["clusters", "--years", "1599,2000"], 2, "--years 1599,2000: expected years from 1600 to 2100"),
    (["gaps", "--as-of", "1599-12-31"], 2, "expected one from 1600 to 2100"),
    (["ties", "AAA", "--as-of", "2101-01-01"], 2, "expected one from 1600 to 2100"),
    (["xyzzy"], 2, "pactgraph: No such command 'xyzzy'; `pactgraph --help` shows what there is"),
    (["\x1b[2J\n"], 2, "pactgraph: No such command '\\x1b[2J"),
    (["unlinked", "--limit", "many"], 2, "pactgraph: Invalid value for '--limit': "),
    (["query", "--atlantis"], 2, "pactgraph: No such option: --atlantis"),
    (["ties"], 2, "pactgraph: Missing argument "),
    (["query", "not-party", "-p", "a\nb=c"], 2, "-p a\\x0ab: not-party has no such parameter"),
    (["check", "bad"], 1, "bad/source.yml: no YAML; line 1, column 8: '2014-02-30'"),
    (["build", "--sources", "bad"], 1, "bad/source.yml: no YAML; line 1, column 8"),
    (["build", "--sources", "utf16"], 1, "utf16/source.yml: not UTF-8 at byte 0"),
    (["check", "nowhere"], 2, "no such folder"),
    (["refresh", "untc", "--from", "latin.cypher"], 1, "untc: "),
    (
        ["refresh", "glotip", "--from", "bad"],
        1,
        "data_glotip_202411.xlsx: no workbook (XLSX) that can be read (File is not a zip file); get it again",
    ),
    (["refresh", "bla", "--from", "bad"], 1, "BLAs_Coding_Data.dta: no Stata file that can be read"),
    (["export", "neo4j-admin", "-o", "latin.cypher/x"], 1, ""),
    (["query", "-c", "RETURN 1 AS n", "-o", "latin.cypher/x.csv"], 1, ""),
    (["query", "-c", "RETURN 1 AS n", "-o", "folder.cypher", "--format", "csv"], 1, "folder.cypher"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), LINES, ids=[str(n) for n in range(len(LINES))])
def test_one_line_and_no_traceback(run: Run, tmp_path: Path, arguments: list[str], code: int, message: str):
    (tmp_path / "latin.cypher").write_bytes("RETURN 'é' AS n".encode("latin-1"))
    (tmp_path / "utf16.cypher").write_bytes("RETURN 1 AS n".encode("utf-16"))
    (tmp_path / "front.cypher").write_text("// title: a\n// title: b\nRETURN 1 AS n", encoding="utf-8")
    (tmp_path / "days.cypher").write_text("// title: 2014-02-30\nRETURN 1 AS n", encoding="utf-8")
    for folder in ("folder.cypher", "bad", "utf16"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bad" / "source.yml").write_text("as_of: 2014-02-30\n", encoding="utf-8")
    for name in ("data_glotip_202411.xlsx", "BLAs_Coding_Data.dta"):
        (tmp_path / "bad" / name).write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "utf16" / "source.yml").write_bytes("as_of: 2014\n".encode("utf-16"))
    ended, out, err = run(*arguments)
    assert (ended, out) == (code, ""), err
    assert message in err
    assert any(line.startswith("pactgraph: ") for line in err.splitlines())
    assert "Traceback" not in err
    assert "fault of pactgraph" not in err
    assert len(err) < 1000, err


def test_what_no_code_has_foreseen_is_one_line_too_and_a_traceback_only_where_asked_for(run: Run, monkeypatch):
    # What is not of the package is no place of ours, whatever the folder it lies in is called.
    names: dict[str, object] = {}
    text = 'def fail(*_, **__):\n    raise RuntimeError("two\\nlines \\x1b[31m")\n'
    exec(compile(text, "/somewhere/pactgraph/tests/elsewhere.py", "exec"), names)
    monkeypatch.setattr(analysis.Tables, "unlinked", names["fail"])
    code, _, err = run("unlinked")
    assert code == 1
    assert err.count("\n") == 1
    assert err.startswith("pactgraph: unlinked.py row ")
    assert "RuntimeError: two lines \\x1b[31m; this is a fault of pactgraph itself" in err
    code, _, err = run("--debug", "unlinked")
    assert code == 1
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.splitlines()[-1].startswith("pactgraph: unlinked.py row ")
    assert "\x1b" not in err


def test_a_full_disk_is_said_and_the_former_file_stays(run: Run, tmp_path: Path, monkeypatch):
    former = tmp_path / "answer.csv"
    former.write_text("former", encoding="utf-8")

    def full(self: Path, data: bytes) -> None:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, err = run("query", "-c", "RETURN 1 AS n", "-o", str(former))
    assert (code, "the disk is full; make room and run it again" in err, "Traceback" in err) == (1, True, False)
    assert former.read_text(encoding="utf-8") == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "bucket"),
        RuntimeError(f"IOException: {os.strerror(errno.ENOSPC)}"),
    ],
)
def test_a_build_on_a_full_disk_leaves_the_former_graph(run: Run, sound: Path, monkeypatch, error: Exception):
    def full(*_: object) -> None:
        raise error

    before = sorted(path.name for path in sound.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr("pactgraph.building.prepare", lambda *_, **__: awkward())
        patched.setattr("pactgraph.stores.engine.write", full)
        code, out, err = run("build")
    assert (code, out) == (1, "")
    assert err.endswith("the disk is full; make room and run it again\n")
    assert err.count("\n") == 1
    assert sorted(path.name for path in sound.iterdir()) == before
    code, out, _ = run("query", "-c", "MATCH (s:State) RETURN count(s) AS n", "--format", "csv")
    assert (code, out) == (0, "n\n3\n")
