"""The glossary: every term that a page may show is explained, unless the site explains them itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from builder.site import layouts, plan, routes
from builder.site.render import Renderer, Texts
from tests.makers_public import a_page, an_archive

if TYPE_CHECKING:
    from builder.disclosure.public import PublicArchive

ROOT = Path(__file__).parents[2]
DESIGN = layouts.read([ROOT / "layouts"])
WORDS = yaml.safe_load((ROOT / "layouts" / "i18n" / "zh-CN.yml").read_text("utf-8"))


def glossary(archive: PublicArchive) -> str:
    """Render the page at the address of the glossary."""
    made = plan.make(archive)
    page = next(page for page in made.pages if page.url == routes.GLOSSARY)
    return Renderer(made.context, DESIGN, Texts(lambda _: "", str), None, "1").page(page).decode()


@pytest.mark.parametrize(
    ("group", "terms"),
    [
        ("label", WORDS["official"]["label"]),
        ("role", WORDS["official"]["role"]),
        ("result", WORDS["result"]),
        ("state", {name: words for name, words in WORDS["state"].items() if not name.endswith("-by")}),
        ("disclosure", WORDS["disclosure"]),
    ],
)
def test_every_term_is_explained(group: str, terms: dict[str, str]) -> None:
    """Each kind of result, role, state and attribute, and each label of the trade, stands there with its meaning."""
    html = re.sub(r"<[^>]*>", "", glossary(an_archive()))

    assert set(terms) == set(WORDS["glossary"][group])
    assert [] == [words for words in (*terms.values(), *WORDS["glossary"][group].values()) if words not in html]


def test_a_site_may_write_its_own() -> None:
    """A standing page of that name is the glossary."""
    assert "自己写的说明" in glossary(an_archive(pages=(a_page("glossary", title="自己写的说明"),)))
