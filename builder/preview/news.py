"""What open pages are told: which state of the site is out, and what stands in the way of the next one."""

from __future__ import annotations

import json
from threading import Condition
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import Diagnostic, Severity
from builder.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.output.staging import Changes


class Problem(NamedTuple):
    """One thing to mend, in words."""

    place: str
    """`path:line:column`; empty where it is no file of the content."""
    message: str
    hint: str


class News(NamedTuple):
    """How things stand; a page whose number is an older one is out of date."""

    site: int = 0
    """Counts the states of the pages; 0 until the first build has succeeded."""
    search: int = 0
    """Counts those of the search page, which changes alone when its index does."""
    problems: tuple[Problem, ...] = ()


class Board:
    """Where the builder posts news, and every open page waits for them."""

    def __init__(self, run: str) -> None:
        """
        Begin with nothing built.

        Args:
            run: Names this run, so that a page that was left open by another one is out of date.
        """
        self.run = run
        self._news = News()
        self._changed = Condition()

    def read(self) -> News:
        """Tell how things stand."""
        return self._news

    def post(self, news: News) -> None:
        """Tell everybody who waits."""
        with self._changed:
            self._news = news
            self._changed.notify_all()

    def wait(self, seen: News, seconds: float) -> News:
        """Wait until things stand otherwise than was seen, but no longer than so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._news != seen, seconds)
            return self._news


def after_build(news: News, changes: Changes) -> News:
    """Say what a build that succeeded has made old: all pages, the search page alone, or none."""
    paths = {*changes.appeared, *changes.changed, *changes.gone}
    if news.site == 0 or paths - {_SEARCH_PAGE}:
        return News(news.site + 1, news.search)
    return News(news.site, news.search + 1 if paths else news.search)


def after_failure(news: News, problems: Iterable[Problem]) -> News:
    """Say that the site is as it was, and what is to be mended."""
    return news._replace(problems=tuple(problems))


def problems_of(found: Iterable[Diagnostic | str], language: str) -> tuple[Problem, ...]:
    """Put the errors among what was found into words."""
    return tuple(
        Problem("", item, "")
        if isinstance(item, str)
        else Problem(
            f"{item.place.path}:{item.place.line}:{item.place.column}",
            f"{item.code} {item.message(language)}",
            item.hint(language),
        )
        for item in found
        if isinstance(item, str) or item.severity is Severity.ERROR
    )


def stamp(news: News, run: str, *, of_search: bool) -> str:
    """Name the state that a page was served in."""
    return f"{run}.{news.site}.{news.search}" if of_search else f"{run}.{news.site}"


def as_json(news: News, run: str, language: str) -> str:
    """Write the news for the script in the page, on one line."""
    return json.dumps(
        {
            "site": stamp(news, run, of_search=False),
            "search": stamp(news, run, of_search=True),
            "title": say("preview.problems", language, errors=len(news.problems)),
            "close": say("preview.close", language),
            "problems": [problem._asdict() for problem in news.problems],
        },
        ensure_ascii=False,
    )


_SEARCH_PAGE = "search/index.html"
