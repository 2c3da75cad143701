"""The short scanner of front matter reads what PyYAML reads, places included."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content import frontmatter

KEYS = st.sampled_from(["标题", "届次", "编号", "提案人", "title", "a", "主办单位"])
SCALARS = st.text(
    alphabet=st.sampled_from(list("一二标题：，。“”《》ab1 0-:#'\"[]{},&*!|>%@`?~=<_()（）〔〕·.\\/—\u3000\u00a0\t")),
    min_size=0,
    max_size=9,
)
LINES = st.one_of(
    st.builds("{}: {}".format, KEYS, SCALARS),
    st.builds("{}:{}".format, KEYS, SCALARS),
    st.builds("{}:".format, KEYS),
    st.builds("  - {}".format, SCALARS),
    st.builds("- {}".format, SCALARS),
    st.builds("   - {}".format, SCALARS),
    st.builds("{}: [{}, {}]".format, KEYS, SCALARS, SCALARS),
    st.builds("{}: {{{}: {}, {}: {}}}".format, KEYS, KEYS, SCALARS, KEYS, SCALARS),
    st.builds('{}: {{{}: "{}"}}'.format, KEYS, KEYS, SCALARS),
    st.builds("# {}".format, SCALARS),
    st.builds("  {}".format, SCALARS),
    st.just(""),
)


@settings(max_examples=800, deadline=None)
@given(st.lists(LINES, max_size=7).map("\n".join))
def test_scanner_agrees_with_yaml(text: str) -> None:
    """Whatever the scanner takes, the YAML parser reads alike, with every node at the same place."""
    scanned = frontmatter._scan(text, 2)
    if scanned is None:
        return
    parsed, problems = frontmatter._parse_yaml("x.md", text, frozenset(), 2)

    assert () == problems
    assert parsed is not None
    assert scanned.entries == parsed.entries  # type: ignore[union-attr] # what the scanner takes is a mapping
