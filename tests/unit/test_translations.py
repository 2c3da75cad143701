"""How values become HTML: by short ways to what the libraries do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

from builder.site.translations import joined, shown

SIGNS = st.text("a<>&'\"")
VALUES = st.text() | SIGNS | SIGNS.map(Markup) | st.integers() | st.none()


@given(VALUES)
def test_a_value_is_shown_as_the_library_escapes_it(value: object) -> None:
    """Every sign that means something in HTML is escaped, but in what is HTML already; once is enough."""
    assert escape(value) == shown(value) == escape(shown(value))


@given(st.lists(VALUES).map(tuple))
def test_values_are_joined_as_the_engine_joins_them(values: tuple[object, ...]) -> None:
    """Text with text is text, and text with HTML is HTML."""
    assert markup_join(values) == joined(values)
    assert type(markup_join(values)) is type(joined(values))
