"""What may not be read is compared with nothing that readers see: it changes no byte of a site, whatever it says."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import paths_in
from tests.makers import a_letter, a_proposal, a_reply, a_site, write_tree
from tests.outputs import Files, built, site_of

_SOME = settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
_MANY = settings(_SOME, max_examples=8)
_NAMES = st.sampled_from(["张文", "李五", "王七", "民盟测试市委"])
_TITLES = st.sampled_from(["关于增设信号灯的提案", "关于清理河道的提案", "关于开办老年食堂的建议"])
_DAYS = st.sampled_from(["2023-01-02", "2024-06-03", "2024-12-31"])
_CLOSED = {"信息公开属性": "不予公开", "不公开理由": "个人隐私"}


@cache
def site(**files: str | None) -> Files:
    """Build the small site with these files, somewhere that does not last; the same files once."""
    with tempfile.TemporaryDirectory() as folder:
        paths = paths_in(Path(folder))
        write_tree(paths.content, a_site(**files))
        built(paths)
        return site_of(paths.output)


@given(name=_NAMES, title=_TITLES, day=_DAYS)
@_SOME
def test_a_withheld_proposal_never_yields_a_note(name: str, title: str, day: str) -> None:
    """The site is that of an archive without the proposal."""
    closed = a_proposal(标题=title, 提案人=f"[{name}]", 提出日期=day, 交办日期=day, **_CLOSED)
    reply = a_reply(a_letter().replace("的提案", "的《关于增设信号灯的提案》"))
    files = {"replies/2024/041-mzj.md": reply}

    assert site(**files, **{"proposals/2024/041.md": None}) == site(**files, **{"proposals/2024/041.md": closed})


@given(name=_NAMES, title=_TITLES, day=_DAYS)
@_SOME
def test_a_withheld_reply_never_yields_a_note(name: str, title: str, day: str) -> None:
    """The site is that of an archive without the reply."""
    letter = a_letter(day=day).replace("张文", name).replace("的提案", f"的《{title}》")
    closed = a_reply(letter, 答复日期=day, **_CLOSED)

    assert site(**{"replies/2024/041-mzj.md": None}) == site(**{"replies/2024/041-mzj.md": closed})


@given(name=_NAMES, title=_TITLES, day=_DAYS)
@_SOME
def test_a_passage_that_was_taken_out_never_yields_a_note(name: str, title: str, day: str) -> None:
    """The site is the same whatever the passages hold."""

    def redacted(name: str, title: str, day: str) -> Files:
        letter = a_letter().replace("张文", f"[[不公开：个人隐私|{name}]]")
        letter = letter.replace("的提案", f"的[[不公开：个人隐私|《{title}》]]").replace(
            "2024年6月3日", f"[[不公开：其他|{day}]]"
        )
        return site(**{"replies/2024/041-mzj.md": a_reply(letter, 信息公开属性="删减后公开", 不公开理由="个人隐私")})

    assert redacted("张文", "关于增设信号灯的提案", "2024年6月3日") == redacted(name, title, day)


@pytest.mark.slow
@pytest.mark.parametrize(
    "claim",
    [
        test_a_withheld_proposal_never_yields_a_note,
        test_a_withheld_reply_never_yields_a_note,
        test_a_passage_that_was_taken_out_never_yields_a_note,
    ],
)
@given(name=_NAMES, title=_TITLES, day=_DAYS)
@_MANY
def test_what_may_not_be_read_never_yields_a_note(claim: Any, name: str, title: str, day: str) -> None:
    """Each of the claims above, for more letters."""
    claim.hypothesis.inner_test(name, title, day)
