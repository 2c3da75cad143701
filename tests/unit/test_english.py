"""A site whose own words are English: nothing of them is left in Chinese, and what documents say is marked as Chinese."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # noqa: ICN001 - its own name

import pytest
import yaml

from builder.pipeline import build
from builder.pipeline.run import Options
from builder.site.translations import Translations
from builder.site.views import Words
from tests.conftest import a_report, paths_in
from tests.makers import a_reply, a_site, write_tree
from tests.outputs import built, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
# Letters, and the punctuation that goes with them.
CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uff01-\uff60]")
VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})
SPOKEN = frozenset({"aria-label", "title", "alt", "placeholder"})
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Build the sample archive with English words, and read its pages and feeds."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(ROOT / "content", folder / "content")
    settings = folder / "content" / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("语言: zh-CN", "语言: en"), "utf-8")
    paths = paths_in(folder)
    build(paths, Options(search=False), a_report())
    found = sorted(path for path in paths.output.rglob("*") if path.suffix in {".html", ".xml"})
    return {path.relative_to(paths.output).as_posix(): path.read_text("utf-8") for path in found}


class Body(HTMLParser):
    """Reads the body of a page, and notes the Chinese that is not marked as such, and elements closed out of turn."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.unmarked: list[str] = []
        self.marked = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element in its language, and look at the attributes that are read out."""
        outer = self.open[-1][1] if self.open else ""
        language = dict(attrs).get("lang") or outer
        if self.is_in("body") and language != "zh-CN":
            self.unmarked += [value for name, value in attrs if name in SPOKEN and value and CHINESE.search(value)]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        if not self.open or self.open.pop()[0] != tag:
            self.unmarked.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Look at a text."""
        if not self.is_in("body") or not CHINESE.search(data):
            return
        if self.open[-1][1] == "zh-CN":
            self.marked += 1
        else:
            self.unmarked.append(data.strip())

    def is_in(self, tag: str) -> bool:
        """Tell whether an element is open."""
        return any(name == tag for name, _ in self.open)


def body(html: str) -> Body:
    """Read a page."""
    parsed = Body()
    parsed.feed(html)
    return parsed


def pages(site: Mapping[str, str]) -> dict[str, str]:
    """Choose the pages for people."""
    return {name: text for name, text in site.items() if name.endswith(".html")}


def facts(html: str) -> dict[str, object]:
    """Read the structured data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def test_no_chinese_is_left_in_the_words_of_an_english_site(site: Mapping[str, str]) -> None:
    """On every page of every kind, what is Chinese stands in an element that says so."""
    unmarked = Counter(text for html in pages(site).values() for text in body(html).unmarked)

    assert {} == dict(unmarked)


def test_the_reader_of_pages_sees_what_is_not_marked() -> None:
    """The examiner is awake: a word and a label without a mark are noted, marked ones are not."""
    html = '<body lang="en"><p>答复</p><nav aria-label="目录"></nav><p lang="zh-CN">答<b>复</b></p></body>'

    assert ["答复", "目录"] == body(html).unmarked
    assert 2 == body(html).marked


def test_pages_say_their_language_and_mark_what_documents_say(site: Mapping[str, str]) -> None:
    """A page is English, and each that shows a document has Chinese in it, title and letter."""
    assert all('<html lang="en">' in html for html in pages(site).values())
    replies = {name: html for name, html in pages(site).items() if name.startswith("replies/")}

    assert all(body(html).marked > 10 for html in replies.values())
    assert all('<h1><span lang="zh-CN">' in html for html in replies.values())


def test_days_are_written_in_the_english_way(site: Mapping[str, str]) -> None:
    """A day is 28 June 2024, wherever it stands."""
    days = [day for html in pages(site).values() for day in re.findall(r"<time[^>]*>([^<]*)", html)]

    assert days
    assert [] == [day for day in days if not re.fullmatch(r"[1-3]?[0-9] [A-Z][a-z]+ [0-9]{4}", day)]


def test_machines_are_told_the_language_of_the_text(site: Mapping[str, str]) -> None:
    """A document is in Chinese, a list or the search in the site's language; so are the entries of a feed."""
    languages = {name.partition("/")[0]: facts(html)["inLanguage"] for name, html in pages(site).items()}
    feed = ElementTree.fromstring(site["feed.xml"])
    titles = [entry.find(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]

    assert ("zh-CN", "zh-CN") == (languages["proposals"], languages["replies"])
    assert ("en", "en", "en") == (languages["years"], languages["search"], languages["index.html"])
    assert "en" == feed.get(LANG)
    assert titles
    assert all(title is not None and title.get(LANG) == "zh-CN" for title in titles)


def test_what_there_is_one_of_is_named_as_one(tmp_path: Path) -> None:
    """A proposal, a reply that declares one suggestion of its unit, a promise a day overdue: no page says `1 days`."""
    adopted = "{建议: 4, 涉及本单位: 1, 采纳: 1, 落实率: 100%}"
    promised = "[{事项: 装路灯, 期限: 2024-06-04}]"
    tree = a_site(**{"replies/2024/041-mzj.md": a_reply(承诺=promised, 建议采纳=adopted)})
    paths = paths_in(tmp_path)
    write_tree(paths.content, {**tree, "site.yml": f"{tree['site.yml']}语言: en\n"})
    built(paths, as_of="2024-06-05")
    texts = {name: said(data.decode()) for name, data in site_of(paths.output).items() if name.endswith(".html")}
    english = (ROOT / "layouts" / "i18n" / "en.yml").read_text("utf-8")
    others = set(re.findall(r"\{\w+:[^|}]*\|([^}]*)\}", english))
    wrong = re.compile(rf"(?<![\d.,])1 (?:working )?(?:{'|'.join(map(re.escape, sorted(others)))})\b")

    assert "1 day overdue" in texts["commitments/index.html"]
    assert "1 item " in texts["departments/mzj/index.html"]
    assert "1 of 1, stated by 1 reply " in texts["years/2024/index.html"]
    assert "Adopted 1 is not more than the total" in texts["replies/zx-5-3/041/mzj/index.html"]
    assert "1 row. " in texts["data/index.html"]
    assert "0 rows. " in texts["data/index.html"]
    assert [] == [found[0] for text in texts.values() for found in wrong.finditer(text)]


def said(html: str) -> str:
    """Give what a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html))


def test_the_terms_of_documents_are_the_same_in_both_languages() -> None:
    """Beside the plain words stand the terms that are printed on documents; nothing else in en.yml is Chinese."""
    chinese, english = (
        yaml.safe_load((ROOT / "layouts" / "i18n" / f"{name}.yml").read_text("utf-8")) for name in ("zh-CN", "en")
    )

    assert chinese["official"] == english.pop("official")
    assert [] == [words for part in english.values() for words in leaves(part) if CHINESE.search(words)]


def leaves(tree: object) -> list[str]:
    """List all texts of a language."""
    return [text for part in tree.values() for text in leaves(part)] if isinstance(tree, dict) else [str(tree)]


def test_words_for_attributes_carry_no_markup() -> None:
    """What fills a gap is marked in HTML, and plain in a feed or an attribute; on a Chinese site it is plain in both."""
    texts = {"a": "Reply of {unit}"}
    words = Words("a", (("unit", "市民政局"),))
    english, chinese = Translations(texts, "en"), Translations(texts)

    assert 'Reply of <span lang="zh-CN">市民政局</span>' == english.html(words) == english.t("a", unit="市民政局")
    assert "Reply of 市民政局" == english.say(words) == chinese.html(words) == chinese.t("a", unit="市民政局")
    assert "Reply of 12 &lt;" == english.t("a", unit="12 <")
