"""
The only place that knows what an address looks like.

An address is readable text from the site's root, `/topics/养老/`; it is percent-encoded only when it becomes a link
(`href`).  A link to a page of this site begins with `ROOT`, a mark for the way from the page that carries it to the
site's root: it is put in when the page is finished (`from_root`), so that a piece of HTML is the same on every page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

ROOT = "\x00"
"""Stands for the way to the site's root.  No text can hold it: HTML has no such character."""

HOME = "/"
SEARCH = "/search/"
UNANSWERED = "/unanswered/"
"""Suggestions without an answer."""
GLOSSARY = "/glossary/"
"""What the words of the trade mean."""
STATISTICS = "/statistics/"
COMMITMENTS = "/commitments/"
"""What was promised."""
NOT_FOUND = "/404.html"
ABOUT = "/about/"
"""The standing page that says what the site is, if there is one."""
DATA = "/data/"
"""The open data."""
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
OPEN_SEARCH = "/opensearch.xml"

# The longest name of a file is 255 bytes on common systems; names made of a text stay well below.
_LONGEST = 180
_STEM = 60
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029/\\:*?\"<>|%#&~]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_OUR_FILES = ("index.html", "index.json", "feed.xml")
_DIGITS = re.compile(r"\d+")


# --- Documents --------------------------------------------------------------------------------------------------------


def proposal(session: str, number: str) -> str:
    """Address the page of a number: the proposal with its replies."""
    return f"/proposals/{session}/{number}/"


def reply(session: str, number: str, department: str, place: int) -> str:
    """Address a reply by the first number that it answers; a unit's second one goes on with `2/`."""
    further = "" if place == 1 else f"{place}/"
    return f"/replies/{session}/{number}/{department}/{further}"


def letter(session: str, name: str, department: str, place: int) -> str:
    """Address a reply that answers no number, by the name of its file."""
    return reply(session, f"x-{segment(name)}", department, place)


def document(section: str, year: int, name: str) -> str:
    """Address a report, meeting or update (`reports`, `meetings`, `updates`)."""
    return f"/{section}/{year}/{segment(name)}/"


def standing(name: str) -> str:
    """Address a standing page."""
    return f"/{name}/"


def attachment(path: str) -> str:
    """Address a file; its path is that of the content folder, letter by letter."""
    return f"/attachments/{path}"


# --- Lists ------------------------------------------------------------------------------------------------------------


def section(name: str) -> str:
    """Address the index of a section: `/years/`, `/topics/`, `/reports/` and so on."""
    return f"/{name}/"


def year(number: int) -> str:
    """Address the list of a year."""
    return f"/years/{number}/"


def department(slug: str) -> str:
    """Address the list of a unit."""
    return f"/departments/{slug}/"


def department_year(slug: str, number: int) -> str:
    """Address what a unit did in a year."""
    return f"/departments/{slug}/{number}/"


def session(slug: str) -> str:
    """Address the list of a session."""
    return f"/sessions/{slug}/"


def result(kind: str) -> str:
    """Address the list of a result's normal form."""
    return f"/results/{kind}/"


def numbers(slug: str | None, block: int | None) -> str:
    """Address the page of all numbers, of those of a session, or of a thousand of them."""
    return "/numbers/" + (f"{slug}/" if slug else "") + (f"{block}/" if block is not None else "")


def topic(name: str) -> str:
    """Address the list of a topic."""
    return f"/topics/{segment(name)}/"


def proposer(name: str) -> str:
    """Address the list of what a person or body proposed."""
    return f"/proposers/{segment(name)}/"


def unanswered_year(number: int) -> str:
    """Address the suggestions of a year that have no answer."""
    return f"{UNANSWERED}{number}/"


def statistics_year(number: int) -> str:
    """Address the figures of a year in detail."""
    return f"{STATISTICS}{number}/"


def commitments(slug: str) -> str:
    """Address the list of what a unit has promised."""
    return f"{COMMITMENTS}{slug}/"


def numbered(address: str, page: int) -> str:
    """Address a page of a list, counted from the oldest."""
    return f"{address}page/{page}/"


def feed(address: str) -> str:
    """Address the feed of a list, or of the site (`/`)."""
    return f"{address}feed.xml"


def data(address: str) -> str:
    """Address a document's page as data."""
    return f"{address}index.json"


def data_file(name: str) -> str:
    """Address a file of the open data."""
    return f"{DATA}{name}"


_KINDS = {
    "proposals": "proposal",
    "replies": "reply",
    "reports": "report",
    "meetings": "meeting",
    "updates": "update",
}


def kind_of_document(address: str) -> str:
    """Tell from the address of a document's page what it is: `proposal` … `update`, else `page`."""
    return _KINDS.get(address.split("/", 2)[1], "page")


def page_of_data(address: str) -> str:
    """Address the page beside which a document stands as data."""
    return address.removesuffix("index.json")


def sitemap_part(name: str) -> str:
    """Address one file of a large sitemap."""
    return f"/sitemap/{name}.xml"


# --- From addresses to links and files --------------------------------------------------------------------------------


def file_path(address: str) -> str:
    """Name the file below the output folder that a server sends for an address."""
    return address[1:] + ("index.html" if address.endswith("/") else "")


@lru_cache(maxsize=1 << 16)
def href(address: str) -> str:
    """Turn an address of this site into a link, which still begins with the mark for the site's root."""
    return ROOT + quote(address[1:])


def absolute(base_url: str, address: str) -> str:
    """Turn an address of this site into a link for the outside world."""
    return from_root(href(address), base_url)


def way_to_root(address: str) -> str:
    """Lead from a page to the root of its site: `../../`, or `./` from the root itself."""
    return "../" * (address.count("/") - 1) or "./"


def base_path(base_url: str) -> str:
    """Give the path of the site on its host: `/`, or `/open/` where it lies in a folder."""
    return urlsplit(base_url).path or "/"


def from_root(link: str, way: str) -> str:
    """Put the way to the site's root in the place of its mark."""
    return link.replace(ROOT, way)


def finished(page: str, way: str) -> bytes:
    """Write a page, with the way to the site's root in the place of every mark."""
    return page.encode().replace(ROOT.encode(), way.encode())


def relative(source: str, target: str) -> str:
    """Link one address of this site to another."""
    return from_root(href(target), way_to_root(source))


# --- Names ------------------------------------------------------------------------------------------------------------


def segment(name: str) -> str:
    """
    Make any text one part of an address, and the name of one folder.

    Names that every file system can hold stand as they are.  Others are cut to what is readable of them, followed by
    `~`, which no name standing as it is contains, and a digest of the whole: different names stay different.
    """
    if (
        name
        and _UNSAFE.sub(_kept_space, name) == name == unicodedata.normalize("NFC", name).strip(" .")
        and name not in _OUR_FILES
        and not _DEVICE.match(name)
        and len(name.encode()) <= _LONGEST
    ):
        return name
    readable = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    stem = readable.encode()[:_STEM].decode(errors="ignore")
    return f"{stem}~{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _kept_space(unsafe: re.Match[str]) -> str:
    """Let single spaces inside a name pass."""
    return " " if unsafe[0] == " " else ""


def number_key(printed: str) -> str:
    """Bring a printed number to the form in which numbers compare: one width, upper case, no leading zeros."""
    plain = unicodedata.normalize("NFKC", printed).upper()
    return _DIGITS.sub(lambda digits: digits[0].lstrip("0") or "0", plain)


def is_of_proposal(address: str) -> bool:
    """Tell whether an address lies at or beneath the page of a number."""
    return address.startswith("/proposals/")


def year_of(address: str) -> int | None:
    """Tell of which year a page is whose address names one below its section: `/unanswered/2024/`."""
    name = address.split("/")[2]
    return int(name) if name.isdecimal() else None


def clash_key(address: str) -> str:
    """Bring an address to the form in which a careless file system compares the names of files."""
    path = file_path(address)
    return (
        path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    )
