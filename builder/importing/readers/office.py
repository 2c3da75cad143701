"""
Old formats, through LibreOffice where it is installed: in a process of its own, with a time limit and a profile.

What it makes is read like any other file.  Macros are not run, nothing is fetched, and what hangs is killed with all
that it started.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.importing.limits import MIB
from builder.importing.text import Unreadable

if TYPE_CHECKING:
    from builder.importing.limits import Limits

DOCUMENTS = {"doc": "doc", "rtf": "rtf", "odt": "odt", "wordml": "xml"}
SHEETS = {"xls": "xls", "ods": "ods"}
"""Kinds that are converted, and the ending under which LibreOffice is given each."""

_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def program() -> str:
    """Find LibreOffice; empty where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def converted(data: bytes, kind: str, limits: Limits) -> bytes:
    """
    Convert a file of that kind to docx or xlsx.

    Raises:
        Unreadable: LibreOffice is not there, took too long, or gave nothing.
    """
    target = "docx" if kind in DOCUMENTS else "xlsx"
    soffice = program()
    if not soffice:
        raise Unreadable("I013", kind=kind, target=target)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source = Path(folder, f"in.{(DOCUMENTS | SHEETS)[kind]}")
        source.write_bytes(data)
        _run([soffice, *_options(), "--convert-to", _FILTERS[target], "--outdir", folder, str(source)], folder, limits)
        made = Path(folder, f"in.{target}")
        if not made.is_file():
            raise Unreadable("I014", kind=kind, target=target)
        if made.stat().st_size > limits.file_bytes:
            raise Unreadable("I003", size=made.stat().st_size // MIB, limit=limits.file_bytes // MIB)
        return made.read_bytes()


def _options() -> list[str]:
    profile = _profile(os.getpid()).as_uri()
    return [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", "--nolockcheck"]


@cache
def _profile(_: int) -> Path:
    """
    Make a profile, which goes when the process goes.

    One serves all conversions of a process: making it takes LibreOffice longer than a conversion.
    """
    folder = Path(tempfile.mkdtemp(prefix="gongkai-profile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def _run(command: list[str], folder: str, limits: Limits) -> None:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        _profile.cache_clear()  # what was killed may have left it locked
        raise Unreadable("I025", seconds=limits.seconds) from error
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it started; the group may outlive its leader."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
