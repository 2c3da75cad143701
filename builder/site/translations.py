"""
The visible words of a site, in its language.

What documents say is Chinese whatever language the site's own words are in.  Where that is another one, each value
with Chinese characters is marked as Chinese, so that it is read out, and broken into lines, as what it is (WCAG 3.1.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup, escape

from builder.gaps import filling
from builder.site.layouts import LayoutFault
from builder.site.views import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.site.layouts import Layouts

Text = TypeVar("Text")

CONTENT_LANGUAGE = "zh-CN"
"""The language of what documents say, and of words that a site's own language lacks."""
ATTRIBUTE = f' lang="{CONTENT_LANGUAGE}"'
"""Marks an element of a page whose words are in another language."""

_SIGNS = re.compile("[&<>'\"]")
"""What is not written as it is in HTML."""
_HAN = "[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"


def as_markup(html: str) -> Markup:
    """Say of a text that it is HTML, past the questions that `Markup` asks first."""
    return str.__new__(Markup, html)


def joined(parts: Sequence[object]) -> str:
    """Join what a template joins with `~`; where one part is HTML the others are made so."""
    if Markup in map(type, parts):
        return as_markup("".join(map(shown, parts)))
    return "".join(map(str, parts))


def shown(value: object) -> str:
    """Write a value as HTML; a text that has nothing to escape stays as it is, and would if it were asked again."""
    if type(value) is Markup or (type(value) is str and not _SIGNS.search(value)):
        return value
    return str(value) if type(value) is int else escape(value)


def _marking() -> Callable[[object], str]:
    """Give what writes a value as HTML, marked as Chinese if it has Chinese characters and is no markup yet."""
    has_han = re.compile(_HAN).search  # not before it is needed: it takes as long as to make a page or two

    def marked(value: object) -> str:
        html = shown(value)
        if type(value) is Markup or not has_han(html):
            return html
        return as_markup(f"<span{ATTRIBUTE}>{html}</span>")

    return marked


class Translations:
    """The words of one language; texts and what fills their gaps are escaped for HTML."""

    def __init__(self, texts: Mapping[str, str], language: str = CONTENT_LANGUAGE) -> None:
        """Keep the texts, by key."""
        self._plain = _ByKey(texts)
        self._markup = _ByKey({key: escape(text) for key, text in texts.items()})
        self._fill_plain = _ByKey({key: filling(text) for key, text in texts.items()})
        self._fill_markup = _ByKey({key: filling(str(text)) for key, text in self._markup.items()})
        self.is_foreign = language != CONTENT_LANGUAGE
        """Documents are in another language than these words."""
        self.zh = _marking() if self.is_foreign else shown
        """Writes a value of a document as HTML, marked as Chinese where the words around it are not."""

    def keys(self) -> Iterable[str]:
        """Name every text, in the order in which they are written."""
        return self._plain.keys()

    def t(self, key: str, /, **gaps: object) -> Markup:
        """Give the text of a key with its gaps filled; a gap that is markup already stays as it is."""
        if not gaps:
            return self._markup[key]
        return as_markup(self._fill_markup[key]({name: self.zh(value) for name, value in gaps.items()}))

    def say(self, words: Words) -> str:
        """Give words as plain text, for a feed, the search index or an attribute."""
        if not words.values:
            return self._plain[words.key]
        gaps = {name: value if isinstance(value, str) else self.say(value) for name, value in words.values}
        return self._fill_plain[words.key](gaps) if words.key else gaps["text"]

    def html(self, words: Words) -> str:
        """Give words as HTML."""
        if not words.values:
            return self._markup[words.key]
        gaps = {name: self.zh(value) if isinstance(value, str) else self.html(value) for name, value in words.values}
        return as_markup(self._fill_markup[words.key](gaps)) if words.key else gaps["text"]


class _ByKey(dict[str, Text]):
    """Texts by key; asking for one that nobody has written is a fault of the layouts."""

    def __missing__(self, key: str) -> Text:
        raise LayoutFault("layouts/i18n", 1, f"no words under the key {key}")


def load(layouts: Layouts, language: str) -> Translations:
    """Read the words of a language, or Chinese ones where there are none of it."""
    return Translations(texts_of(layouts, language), language)


def texts_of(layouts: Layouts, language: str) -> dict[str, str]:
    """Read the texts of a language by key, or Chinese ones where there are none of it."""
    import yaml

    texts: dict[str, str] = {}
    for data in layouts.words.get(language) or layouts.words[CONTENT_LANGUAGE]:
        texts.update(_flat(yaml.load(data, Loader=yaml.CSafeLoader), ""))
    return texts


def plain(text: str) -> Words:
    """Make words of a text that is not to be translated."""
    return Words("", (("text", text),))


def _flat(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
