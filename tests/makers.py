"""Content for tests: valid by default, one keyword changes one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SITE = "名称: 测试市答复公开（示例）\n"
UNITS = {
    "departments/mzj.yml": "名称: 测试市民政局\n简称: 市民政局\n别名: [民政局]\n排序: 1\n",
    "departments/jyj.yml": "名称: 测试市教育局\n简称: 市教育局\n排序: 2\n",
}
SESSIONS = {
    "sessions/zx-5-3.yml": (
        "机构: 政协\n名称: 测试市政协五届三次会议\n届: 5\n次: 3\n年份: 2024\n别名: [市政协五届三次会议]\n"
        "结果分类: {A: 已解决, B: 正在解决, C: 列入计划, D: 留作参考}\n"
    ),
    "sessions/rd-6-2.yml": "机构: 人大\n名称: 测试市六届人大二次会议\n年份: 2023\n",
}


def a_document(body: str = "正文。\n", /, **fields: str) -> str:
    """Write a Markdown file with these fields; `None` leaves one out."""
    lines = [f"{label}: {value}" for label, value in fields.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body])


def a_proposal(body: str = "近年来，路口拥堵。建议增设信号灯。\n", /, **fields: str | None) -> str:
    """Write a proposal that may be public."""
    return a_document(
        body,
        **{
            "标题": "关于增设信号灯的提案",
            "届次": "zx-5-3",
            "编号": '"041"',
            "提案人": "[张文]",
            "主办单位": "市民政局",
            "提出日期": "2024-01-20",
            "信息公开属性": "可以公开",
            **fields,
        },
    )


def a_reply(body: str | None = None, /, **fields: str | None) -> str:
    """Write a reply that may be public; what its letter says of itself follows the fields."""
    fields = {
        "届次": "市政协五届三次会议",
        "答复编号": '"041"',
        "答复单位": "市民政局",
        "答复日期": "2024-06-03",
        "办理结果": "已解决",
        "信息公开属性": "可以公开",
        **fields,
    }
    numbers = re.findall(r"\w+", fields["答复编号"] or "")
    answered = "、".join(f"第{number}号" for number in numbers)
    return a_document(
        a_letter(fields["答复单位"], fields["答复日期"]) if body is None else body,
        **{"标题": f"关于市政协五届三次会议{answered}提案的答复", **fields},
    )


def a_letter(unit: str | None = "市民政局", day: str | None = "2024-06-03", said: str = "已增设信号灯。") -> str:
    """Write the text of a reply to the proposal of `a_proposal`."""
    date = [f"{int(part)}" for part in (day or "").split("-") if part.isdecimal()]
    signed = ["{}年{}月{}日".format(*date)] if len(date) == len(("year", "month", "day")) else []
    signer = f"测试{unit}" if unit and unit.startswith("市") else unit
    lines = ["张文委员：", "您提出的提案收悉。现答复如下：", f"一、{said}", *filter(None, [signer]), *signed]
    return "\n\n".join(lines) + "\n"


def a_site(**files: str | bytes | None) -> dict[str, str | bytes]:
    """Lay out a small valid site; *files* (given with `**{"path": text}`) are added, replaced or, if `None`, left out."""
    tree: dict[str, str | bytes | None] = {
        "site.yml": SITE,
        **UNITS,
        **SESSIONS,
        "proposals/2024/041.md": a_proposal(),
        "replies/2024/041-mzj.md": a_reply(),
        **files,
    }
    return {path: text for path, text in tree.items() if text is not None}


def write_tree(root: Path, tree: dict[str, str | bytes]) -> Path:
    """Write files below *root*."""
    for path, text in tree.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root
