"""What passes the door, and what is written into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from builder.diagnostics import Diagnostic
from builder.pipeline.reading import Examined
from tests.makers import SITE, a_document, a_proposal, a_reply, a_site

Read: TypeAlias = Callable[[dict[str, str | bytes]], tuple[Examined | None, list[Diagnostic]]]

_PRIVATE = {"信息公开属性": "不予公开", "不公开理由": "个人隐私，涉及当事人"}
_ON_REQUEST = {"信息公开属性": "依申请公开", "不公开理由": "内部事务"}


def passed(read: Read, **files: str | bytes | None) -> Examined:
    """Examine a small site that has to be free of errors."""
    examined, found = read(a_site(**files))
    assert examined is not None, found
    return examined


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"信息公开属性": "可以公开"}, "page"),
        ({"信息公开属性": "（主动公开）"}, "page"),
        ({"信息公开属性": "摘要公开", "不公开理由": "内部事务", "摘要": "已办。"}, "page"),
        (_ON_REQUEST, "nothing"),
        (_PRIVATE, "nothing"),
    ],
    ids=str,
)
def test_attribute_alone_decides_and_the_ledger_says_so(fields: dict[str, str], shown: str, read: Read) -> None:
    """Each state has one outcome under the default policies."""
    examined = passed(read, **{"replies/2024/041-mzj.md": a_reply(**fields)})
    decision = {decision.document.path: decision for decision in examined.ledger}["replies/2024/041-mzj.md"]

    assert shown == decision.shown
    assert (shown == "page") == bool(examined.public.replies)


def test_on_request_gives_a_row_where_the_policy_lists(read: Read) -> None:
    """列目录 gives number, title and unit, and no more."""
    site = SITE + "公开: {依申请公开: 列目录}\n"
    examined = passed(read, **{"site.yml": site, "replies/2024/041-mzj.md": a_reply(**_ON_REQUEST)})
    (notice,) = examined.public.listed

    assert ("reply", "041", "mzj") == (notice.kind, notice.number, notice.department)
    assert () == examined.public.replies


def test_withheld_is_counted_by_the_class_of_its_reason(read: Read) -> None:
    """计数 counts by how the reason begins; its wording stays inside."""
    site = SITE + "公开: {不予公开: 计数}\n"
    examined = passed(read, **{"site.yml": site, "replies/2024/041-mzj.md": a_reply(**_PRIVATE)})

    assert ((2024, "个人隐私", 1),) == tuple(map(tuple, examined.public.withheld))
    assert "当事人" not in repr(examined.public)


def test_summary_shows_nothing_beside_it(read: Read) -> None:
    """Of a 摘要公开 reply the public record has no text, points, promises, figures, attachments or signer."""
    fields = {
        "信息公开属性": "摘要公开",
        "不公开理由": "内部事务",
        "摘要": "已办。",
        "建议采纳": "{建议: 3, 采纳: 2}",
        "对应": "[{建议: 1, 答复: 一}]",
        "承诺": "[{事项: 年内完成}]",
        "签发人": "李某",
        "附件": "[{文件: attachments/a.txt, 信息公开属性: 可以公开}]",
    }
    examined = passed(read, **{"replies/2024/041-mzj.md": a_reply(**fields), "attachments/a.txt": "表"})
    (reply,) = examined.public.replies

    assert ("已办。", None, None) == (reply.summary, reply.text, reply.adoption)
    assert ((), (), (), None) == (reply.answered_points, reply.commitments, reply.attachments, reply.signer)
    assert ("solved", "2024-06-03") == (reply.result, reply.replied)


def test_attachment_passes_by_an_attribute_of_its_own(read: Read) -> None:
    """A public reply may have an attachment that is not."""
    listed = "[{文件: attachments/a.txt, 信息公开属性: 可以公开}, {文件: attachments/b.txt, 信息公开属性: 不予公开}]"
    files = {"attachments/a.txt": "甲", "attachments/b.txt": "乙", "attachments/c.txt": "丙"}
    examined = passed(read, **{"replies/2024/041-mzj.md": a_reply(附件=listed), **files})

    assert ["a.txt"] == [item.path for item in examined.public.replies[0].attachments]


def test_address_of_a_second_reply_counts_the_withheld_first(read: Read) -> None:
    """Addresses go on by place in the chain, so that they do not move when the first one is withheld."""
    second = a_reply(再次答复="replies/2024/041-mzj.md")
    for first in (a_reply(), a_reply(**_PRIVATE)):
        examined = passed(read, **{"replies/2024/041-mzj.md": first, "replies/2024/041-mzj-2.md": second})

        assert [2] == [reply.place for reply in examined.public.replies if reply.path.endswith("-2.md")]


def test_result_is_a_normal_form_beside_the_wording_of_the_place(read: Read) -> None:
    """A letter is read through the session's 结果分类; other words are kept as printed and unstated."""
    letter = passed(read, **{"replies/2024/041-mzj.md": a_reply(办理结果="B")}).public.replies[0]
    words = passed(read, **{"replies/2024/041-mzj.md": a_reply(办理结果="研究中")}).public.replies[0]

    assert ("in-progress", "B") == (letter.result, letter.result_printed)
    assert ("unstated", "研究中") == (words.result, words.result_printed)


def test_year_is_that_of_session_report_or_date(read: Read) -> None:
    """The year of a reply is its session's, of a report its own, of an update its date's, else its folder's."""
    update = {"信息公开属性": "可以公开", "标题": "动态"}
    examined = passed(
        read,
        **{
            "replies/2023/041-mzj.md": a_reply(),
            "replies/2024/041-mzj.md": None,
            "reports/2021/a.md": a_document(标题="总结", 年份="2022", 信息公开属性="可以公开"),
            "updates/2020/a.md": a_document(日期="2019-05-01", **update),
            "updates/2020/b.md": a_document(**update),
        },
    )
    public = examined.public

    assert [2024] == [reply.year for reply in public.replies]
    assert [2022] == [report.year for report in public.reports]
    assert [2019, 2020] == sorted(item.year for item in public.updates)


def test_nothing_overdue_is_judged_by_a_date_that_is_not_public(read: Read) -> None:
    """The day by which things are overdue is the newest of a public document."""
    late = a_reply(答复单位="市教育局", 答复日期="2031-01-01", **_PRIVATE)
    examined = passed(read, **{"replies/2024/041-jyj.md": late})

    assert examined.public.as_of == "2024-06-03"


def test_related_and_earlier_documents_are_named_only_if_public(read: Read) -> None:
    """A reference to what may not be shown is nothing."""
    files = {
        "replies/2024/041-mzj.md": a_reply(**_PRIVATE),
        "replies/2024/041-mzj-2.md": a_reply(再次答复="replies/2024/041-mzj.md"),
        "updates/2024/a.md": a_document(标题="动态", 相关="[replies/2024/041-mzj.md]", 信息公开属性="可以公开"),
    }
    public = passed(read, **files).public

    assert [None] == [reply.follows for reply in public.replies]
    assert [()] == [update.related for update in public.updates]


def test_topic_of_a_withheld_document_is_no_topic(read: Read) -> None:
    """Topics come from the vocabulary and from what is shown."""
    withheld = a_proposal(编号='"77"', 分类="[拆迁纠纷]", **_PRIVATE)
    examined = passed(read, **{"proposals/2024/077.md": withheld, "proposals/2024/041.md": a_proposal(分类="[交通]")})

    assert ("交通",) == examined.public.topics
