"""Assets: one style sheet in a fixed order, names that change with the content, scripts that find each other."""

from __future__ import annotations

from builder.site import assets
from builder.site.layouts import Layouts


def layouts_of(**files: str) -> Layouts:
    """Make layouts of files; `__` in a name stands for a slash, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): text.encode() for name, text in files.items()}
    return Layouts(dict(sorted(named.items())), {})


def sheets_of(**files: str) -> dict[str, bytes]:
    """Make the style sheets of layouts, by the beginning of their names."""
    table = assets.table(layouts_of(**files))
    return {path.rpartition("/")[2].partition(".")[0]: data for path, data in table.files if path.endswith(".css")}


def test_tokens_come_first_and_components_by_name() -> None:
    """What documents use is in the site's sheet, the rest in that of lists; without comments and indents."""
    found = sheets_of(
        pages__reply_dot_html='{% from "components/mark/macro.html" import mark %}',
        components__mark__macro_dot_html="{% macro mark() %}{% endmacro %}",
        assets__css__print_dot_css="print { top: 0; }",
        assets__css__base_dot_css="base { top: 0; }",
        assets__css__search_dot_css="search { top: 0; }",
        assets__css__tokens_dot_css="tokens { top: 0; }",
        components__mark__style_dot_css="/* */ mark { top: 0; }",
        components__date__style_dot_css="date { top: 0; }",
    )

    assert {
        "site": b"tokens{top:0}base{top:0}mark{top:0}\n",
        "lists": b"search{top:0}date{top:0}\n",
        "print": b"print{top:0}\n",
    } == found


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
