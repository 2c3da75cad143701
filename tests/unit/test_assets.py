"""Assets: one style sheet in a fixed order, names that change with the content, scripts that find each other."""

from __future__ import annotations

from builder.site import assets
from builder.site.layouts import Layouts


def layouts_of(**files: str) -> Layouts:
    """Make layouts of files; `__` in a name stands for a slash, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): text.encode() for name, text in files.items()}
    return Layouts(dict(sorted(named.items())), {})


def test_print_comes_last_and_tokens_first() -> None:
    """Tokens, base, layout, components by name, and the print sheet, which has to win."""
    table = assets.table(
        layouts_of(
            assets__css__print_dot_css="print",
            assets__css__base_dot_css="base",
            assets__css__tokens_dot_css="tokens",
            components__mark__style_dot_css="mark",
            components__date__style_dot_css="date",
        )
    )

    assert [b"tokens\nbase\ndate\nmark\nprint\n"] == [data for _, data in table.files]


def test_a_name_holds_the_digest_of_the_content() -> None:
    """Another style is another file, so that a browser may keep the old one for ever."""
    one = assets.table(layouts_of(assets__css__base_dot_css="a")).addresses["site.css"]
    other = assets.table(layouts_of(assets__css__base_dot_css="b")).addresses["site.css"]

    assert one != other
    assert one.startswith("/assets/site.")


def test_scripts_lie_beside_each_other() -> None:
    """`import "./b.js"` in one of them keeps working, and a change of either renames the folder."""
    table = assets.table(layouts_of(assets__js__a_dot_js="1", assets__js__b_dot_js="2"))
    other = assets.table(layouts_of(assets__js__a_dot_js="1", assets__js__b_dot_js="3"))

    assert table.addresses["js/a.js"].rpartition("/")[0] == table.addresses["js/b.js"].rpartition("/")[0]
    assert table.addresses["js/a.js"] != other.addresses["js/a.js"]


def test_pictures_keep_their_folder_and_kind() -> None:
    """The digest stands before the suffix."""
    table = assets.table(layouts_of(assets__img__icon_dot_svg="<svg/>"))

    assert table.addresses["img/icon.svg"].startswith("/assets/img/icon.")
    assert table.addresses["img/icon.svg"].endswith(".svg")
