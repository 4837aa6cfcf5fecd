"""
A folder that proves that it is as it was left: a list of its files with their SHA-256, and the SHA-256 of that list.

Asked in passing, a file counts as unchanged while the file system says that nobody has touched it since; only then is
it spared the reading. Whatever was touched, copied or restored is read and compared.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "manifest.json"


class BrokenSealError(Exception):
    """A folder that is not as it was left. The message names the first file that differs."""


def seal(folder: Path) -> str:
    """Write the list of the files in `folder`; return its SHA-256, to be kept elsewhere."""
    files = {name: {"sha256": _digest(folder / name), "seen": _seen(folder / name)} for name in sorted(_names(folder))}
    data = (json.dumps({"files": files}, indent=0, sort_keys=True) + "\n").encode()
    (folder / MANIFEST).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def sealed_file(folder: Path, name: str, expected: str) -> bytes:
    """Return the content of one file of the folder. Raises as `verify` does when it or the list is not as it was."""
    data = _read(folder / name, name)
    if hashlib.sha256(data).hexdigest() != _manifest(folder, expected).get(name, {}).get("sha256"):
        raise BrokenSealError(f"{name} has changed")
    return data


def verify(folder: Path, expected: str, *, thorough: bool = False) -> int:
    """
    Return the number of files, each as it was when the folder was sealed.

    `thorough` reads every file. Raises BrokenSealError when one is missing, differs or was not there, OSError when
    one may not be read.
    """
    known = _manifest(folder, expected)
    there = set(_names(folder))
    if missing := sorted(known.keys() - there):
        raise BrokenSealError(f"{missing[0]} is missing")
    if added := sorted(there - known.keys()):
        raise BrokenSealError(f"{added[0]} was not there")
    for name, about in known.items():
        path = folder / name
        try:
            if (thorough or _seen(path) != about["seen"]) and _digest(path) != about["sha256"]:
                raise BrokenSealError(f"{name} has changed")
        except FileNotFoundError as error:
            raise BrokenSealError(f"{name} is missing") from error
    return len(known)


def _manifest(folder: Path, expected: str) -> dict[str, dict[str, object]]:
    data = _read(folder / MANIFEST, MANIFEST)
    if hashlib.sha256(data).hexdigest() != expected:
        raise BrokenSealError(f"{MANIFEST} has changed")
    files: dict[str, dict[str, object]] = json.loads(data)["files"]
    return files


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BrokenSealError(f"{name} is missing") from error


def _names(folder: Path, before: str = "") -> Iterator[str]:
    """Yield the files below `folder`, the list itself left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = before + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _names(Path(entry.path), f"{name}/")
            elif name != MANIFEST:
                yield name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seen(path: Path) -> list[int]:
    """Return what the file system changes whenever a file is written to; no program can set its time of change."""
    about = path.lstat()
    return [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
