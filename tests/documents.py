"""Raw documents for tests of the import: made of the text that stands in the test, as the programs of offices make them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from builder.importing.files import read
from builder.importing.text import Refused, Sheet, Source

if TYPE_CHECKING:
    from pathlib import Path

    from builder.importing.limits import Limits
    from builder.importing.text import Result

_OFFICE = "application/vnd.openxmlformats-"
_WORD = f"{_OFFICE}officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_OFFICE}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def results(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> list[Result]:
    """Read one file of that name and content; names are told from the folder."""
    (folder / name).write_bytes(data)
    prefix = f"{folder}/"
    return [result._replace(name=result.name.removeprefix(prefix)) for result in read([folder / name], limits)]


def source(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> Source:
    """Read one file that gives one source."""
    (found,) = results(folder, name, data, limits)
    assert isinstance(found, Source), found
    return found


def sheets(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> list[Sheet]:
    """Read one file that gives sheets only."""
    found = results(folder, name, data, limits)
    assert all(isinstance(sheet, Sheet) for sheet in found), found
    return [sheet for sheet in found if isinstance(sheet, Sheet)]


def refusal(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> str:
    """Read one file that is refused, and give the code."""
    (found,) = results(folder, name, data, limits)
    assert isinstance(found, Refused), found
    return found.code


def shown(found: Source) -> list[str]:
    """Give the lines that are text, those without any left out."""
    return [line.text for line in found.lines if not line.dropped and line.text.strip()]


def cut(found: Source, reason: str) -> list[str]:
    """Give the lines that are left out for a reason."""
    return [line.text for line in found.lines if line.dropped == reason]


def codes(found: Source | Sheet) -> list[str]:
    """Give the codes of the notes."""
    return [remark.code for remark in found.notes]


def zipped(**parts: str | bytes) -> bytes:
    """Pack parts; `__` in a keyword is a slash, so give odd names by `packed`."""
    return packed({name.replace("__", "/"): content for name, content in parts.items()})


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """
    Make a Word document of the XML within its body.

    Args:
        parts: The XML within the root of `styles`, `numbering`, `footnotes`, `comments`, `header1` …
    """
    inner = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "comments": "comments"}
    relations = ""
    files: dict[str, str | bytes] = {"[Content_Types].xml": TYPES}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = inner.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
        relations += f'<Relationship Id="{name}" Type="{KINDS}{kind}" Target="{name}.xml"/>'
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    files["_rels/.rels"] = RELATIONS.format(
        f'<Relationship Id="r1" Type="{KINDS}officeDocument" Target="word/document.xml"/>'
    )
    files["word/_rels/document.xml.rels"] = RELATIONS.format(relations)
    files["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return packed(files)


def paragraph(text: str, properties: str = "") -> str:
    """Write a paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
