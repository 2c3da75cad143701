"""From raw text to drafts: what a file holds, what becomes of it, and that nothing is lost, invented or overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import main
from builder.importing.documents import lost, records_of
from builder.importing.text import Line, Source

if TYPE_CHECKING:
    from pathlib import Path

LETTER = """澜川市云渡区民政局文件

云民发〔2023〕12号

签发人：卫青禾

关于对区政协九届四次会议第025号
提案的答复意见

沈知微委员：

您在区政协九届四次会议上提出的《关于增设社区食堂的提案》收悉，现答复如下：

一、针对“增设社区食堂”的建议。我局已在六个社区开办食堂，每餐补贴三元，七十岁以上老人就餐免收服务费，下半年再开办

四个。

感谢您对养老工作的关心。

联系人：何田田 联系电话：0999-5550123

云渡区民政局

2023年6月10日
"""


def source(text: str, name: str = "letter.txt") -> Source:
    """Give a text as a reader would."""
    return Source(name, "txt", tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1)))


def run(tmp_path: Path, files: dict[str, str], *more: str) -> tuple[int, list[dict[str, Any]]]:
    """Import files; the exit status and the report."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = tmp_path / "report.jsonl"
    names = [str(tmp_path / name) for name in files]
    status = main(
        ["import", *names, "--into", str(tmp_path / "content"), "--report", str(report), "--lang", "en", *more]
    )
    return status, [json.loads(line) for line in report.read_text("utf-8").splitlines()]


def drafts(tmp_path: Path, pattern: str) -> list[Path]:
    """Name the drafts of a kind."""
    return sorted((tmp_path / "content").glob(pattern))


def test_a_letter_is_read_field_by_field(tmp_path: Path) -> None:
    """Every field that it states, and none that it does not."""
    status, [found] = run(tmp_path, {"letter.txt": LETTER})

    assert status == 0
    assert ("reply", "proposal") == (found["type"], found["kind"])
    assert {"body": "区政协", "term": 9, "meeting": 4} == found["session"]
    assert (["025"], ["沈知微"], False, 0) == (
        found["numbers"],
        found["proposers"],
        found["collective"],
        found["others"],
    )
    assert ("澜川市云渡区民政局", "云民发〔2023〕12号", "卫青禾") == (
        found["department"],
        found["doc_number"],
        found["signer"],
    )
    assert ("2023-06-10", None) == (found["replied"], found["published"])
    assert (None, "unstated", None, "unstated") == (
        found["disclosure_raw"],
        found["disclosure"],
        found["result_raw"],
        found["result"],
    )
    assert ("0999-5550123", []) == (found["contact_phone"], found["mobiles"])
    assert found["title"] == "关于对区政协九届四次会议第025号提案的答复意见"
    assert found["suggestions"] == ["增设社区食堂"]
    assert "下半年再开办四个。" in found["body"]
    assert [("文件", 1)] == [(item["text"], item["line"]) for item in found["dropped"]]
    assert found["evidence"]["signer"] == {"line": 5, "text": "签发人：卫青禾", "confidence": "sure"}


def test_a_contact_above_the_letter_is_the_office_s_too(tmp_path: Path) -> None:
    """Among the lines that a page prints above it, as below; it is listed among what the text leaves out."""
    text = LETTER.replace("联系人：何田田 联系电话：0999-5550123", "此复")
    _, [found] = run(tmp_path, {"letter.txt": f"联系电话：5557720\n\n{text}"})

    assert found["contact_phone"] == "5557720"
    assert "联系电话：5557720" in [item["text"] for item in found["dropped"]]
    assert "I116" not in [item["code"] for item in found["doubts"]]


def test_a_draft_is_not_public_before_a_person_says_so(tmp_path: Path) -> None:
    """A printed attribute is copied as evidence, in a comment."""
    run(tmp_path, {"letter.txt": "信息公开属性：可以公开\n\n" + LETTER})
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")
    lines = draft.read_text("utf-8").splitlines()

    assert "# 信息公开属性: 可以公开" in lines
    assert not any(line.startswith("信息公开属性") for line in lines)


def test_a_person_who_has_read_it_may_set_the_attribute(tmp_path: Path) -> None:
    """`--reviewed-as` sets it."""
    run(tmp_path, {"letter.txt": LETTER}, "--reviewed-as", "可以公开")
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")

    assert "\n信息公开属性: 可以公开\n" in draft.read_text("utf-8")


def test_a_stricter_attribute_that_is_printed_stays(tmp_path: Path) -> None:
    """A letter marked 依申请公开 is not made public in bulk, and a person is told."""
    status, [found] = run(tmp_path, {"letter.txt": LETTER + "\n（依申请公开）\n"}, "--reviewed-as", "可以公开")
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")

    assert status == 0
    assert "\n信息公开属性: 依申请公开" in draft.read_text("utf-8")
    assert "可以公开" not in draft.read_text("utf-8").split("---")[1].replace("请核对：原文印的比“可以公开”更严", "")
    assert "I111" in [item["code"] for item in found["doubts"]]


def test_an_attribute_of_unknown_wording_is_left_to_a_person(tmp_path: Path) -> None:
    """Nothing that is not listed is read as permission."""
    _, [found] = run(tmp_path, {"letter.txt": "信息公开属性：酌情处理\n\n" + LETTER}, "--reviewed-as", "可以公开")
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")

    assert ("酌情处理", "unknown") == (found["disclosure_raw"], found["disclosure"])
    assert not any(line.startswith("信息公开属性") for line in draft.read_text("utf-8").splitlines())


def test_a_wording_that_is_no_attribute_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--reviewed-as` takes what the builder takes, and no grade of secrecy."""
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    for value in ("随便", "机密"):
        status = main(
            ["import", str(tmp_path / "letter.txt"), "--into", str(tmp_path / "content"), "--reviewed-as", value]
        )

        assert status == 2
        assert value in capsys.readouterr().err
    assert not (tmp_path / "content").exists()


def test_a_handlers_mobile_is_reported_and_goes_into_no_field(tmp_path: Path) -> None:
    """It stays in the text, where the check for personal data finds it; no message quotes it."""
    letter = LETTER.replace("联系电话：0999-5550123", "联系电话：13900001111")
    _, [found] = run(tmp_path, {"letter.txt": letter})
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")

    assert (["13900001111"], None) == (found["mobiles"], found["contact_phone"])
    assert "13900001111" not in draft.read_text("utf-8").split("---")[1]
    assert not any("13900001111" in item["message"] for item in found["doubts"])


def test_importing_twice_writes_nothing_new(tmp_path: Path) -> None:
    """The same content is skipped."""
    run(tmp_path, {"letter.txt": LETTER})
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}
    status, _ = run(tmp_path, {"letter.txt": LETTER})

    assert status == 0
    assert before == {path: path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()}


def test_an_existing_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other content at the same place is a conflict that is listed, and the rest goes on."""
    run(tmp_path, {"letter.txt": LETTER})
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")
    draft.write_text("改过", encoding="utf-8")
    capsys.readouterr()
    status, _ = run(tmp_path, {"letter.txt": LETTER, "other.txt": LETTER.replace("025", "026")})

    assert status == 1
    assert draft.read_text("utf-8") == "改过"
    assert "I201" in capsys.readouterr().err
    assert drafts(tmp_path, "replies/2023/026-*.md")


def test_two_files_that_would_be_one_draft_are_a_conflict(tmp_path: Path) -> None:
    """The first is written, the second listed."""
    status, _ = run(tmp_path, {"a.txt": LETTER, "b.txt": LETTER.replace("四个", "五个")})

    assert status == 1
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")
    assert "四个" in draft.read_text("utf-8")


def test_known_units_and_sessions_are_used(tmp_path: Path) -> None:
    """What the folder defines is not defined again, also where the letter shortens a name."""
    for path, text in {
        "site.yml": "名称: 测试\n",
        "departments/mzj.yml": "名称: 澜川市云渡区民政局\n",
        "sessions/qzx-9-4.yml": "机构: 政协\n名称: 澜川市云渡区政协九届四次会议\n届: 9\n次: 4\n年份: 2022\n别名: [区政协九届四次会议]\n",
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    run(tmp_path, {"letter.txt": LETTER.replace("澜川市云渡区民政局文件\n", "")}, "--reviewed-as", "可以公开")

    assert ["replies/2022/025-mzj.md"] == [
        str(path.relative_to(tmp_path / "content")) for path in drafts(tmp_path, "replies/*/*.md")
    ]
    assert ["mzj.yml"] == [path.name for path in drafts(tmp_path, "departments/*")]
    assert "答复单位: 澜川市云渡区民政局" in drafts(tmp_path, "replies/2022/*.md")[0].read_text("utf-8")


def test_new_sessions_say_where_their_year_comes_from(tmp_path: Path) -> None:
    """The year of the earliest dated document, marked as a doubt."""
    run(tmp_path, {"a.txt": LETTER, "b.txt": LETTER.replace("025", "026").replace("2023年6月", "2022年12月")})
    [session] = drafts(tmp_path, "sessions/*")

    assert session.name == "zx-9-4.yml"
    assert "年份: 2022    # 请核对" in session.read_text("utf-8")
    assert len(drafts(tmp_path, "replies/2022/*.md")) == 2


def test_a_second_reply_follows_the_first(tmp_path: Path) -> None:
    """In the order of their dates, whichever file comes first."""
    second = (
        LETTER.replace("提案的答复意见", "提案的再次答复")
        .replace("2023年6月10日", "2024年3月2日")
        .replace("四个", "六个")
    )
    run(tmp_path, {"a.txt": second, "b.txt": LETTER}, "--reviewed-as", "可以公开")
    first, later = sorted(drafts(tmp_path, "replies/2023/025-*.md"), key=lambda path: len(path.name))

    assert later.stem == f"{first.stem}-2"
    assert f"再次答复: replies/2023/{first.name}" in later.read_text("utf-8")


def test_a_letter_that_says_it_is_a_second_one_in_its_text_follows_too(tmp_path: Path) -> None:
    """Not every title says so."""
    second = LETTER.replace("收悉，现答复", "收悉，现再次答复").replace("2023年6月10日", "2023年9月3日")
    status, _ = run(tmp_path, {"a.txt": LETTER, "b.txt": second})

    assert status == 0
    assert ["", "-2"] == sorted(path.stem.partition("-u-")[2][6:] for path in drafts(tmp_path, "replies/2023/025-*.md"))
    status, _ = run(tmp_path, {"a.txt": LETTER, "b.txt": second})
    assert status == 0
    assert len(drafts(tmp_path, "replies/2023/025-*.md")) == 2


def test_a_unit_that_was_given_its_name_is_the_same_unit(tmp_path: Path) -> None:
    """Its letters stay one file each, which is compared and never doubled."""
    run(tmp_path, {"letter.txt": LETTER})
    [unit] = drafts(tmp_path, "departments/u-*.yml")
    unit.rename(unit.with_name("mzj.yml"))
    status, [found] = run(tmp_path, {"letter.txt": LETTER}, "--reviewed-as", "可以公开")
    [draft] = drafts(tmp_path, "replies/2023/025-*.md")

    assert (1, f"replies/2023/{draft.name}") == (status, found["draft"])
    assert "\n信息公开属性: " not in draft.read_text("utf-8")


def test_a_proposal_of_the_folder_is_not_imported_beside_itself(tmp_path: Path) -> None:
    """A catalogue gave it its year; without the catalogue it would lie in another folder."""
    proposal = (
        "关于增设社区食堂的提案\n\n第025号\n\n提案人：沈知微\n\n区政协九届四次会议\n\n为此建议：每个社区设一处食堂。\n"
    )
    run(tmp_path, {"proposal.txt": proposal, "letter.txt": LETTER})
    run(tmp_path, {"proposal.txt": proposal})

    assert len(drafts(tmp_path, "proposals/*/025.md")) == 1


def test_the_form_for_a_proposal_keeps_its_text(tmp_path: Path) -> None:
    """What stands behind 内容： and 建议： is text, also in short lines; a form's own name is no title."""
    form = (
        "澜川市政协八届三次会议提案\n\n提案编号：0512\n\n案由：关于建设滨海步道的提案\n\n提案人：程雪\n\n联名人：方舟、季棠\n\n"
        "界别：文化界\n\n内容：\n\n步道断点多，夜里暗。\n\n建议：\n\n1.打通断点3处。\n\n2.增设路灯120盏。"
    )
    _, [found] = run(tmp_path, {"form.txt": form})

    assert ("proposal", "关于建设滨海步道的提案") == (found["type"], found["title"])
    assert ["程雪", "方舟", "季棠"] == found["proposers"]
    assert "内容：\n\n步道断点多，夜里暗。\n\n建议：\n\n1.打通断点3处。" in found["body"]
    assert "界别：文化界" in [item["text"] for item in found["dropped"]]


def test_the_subject_of_a_proposal_beside_its_title_is_text(tmp_path: Path) -> None:
    """案由 is not lost where a title stands above it."""
    text = "关于增设夜间公交的提案\n\n第045号\n\n提案人：苏清\n\n案由：老城区夜间出行难。\n\n一、增设线路\n建议新增两条线路。"
    _, [found] = run(tmp_path, {"a.txt": text})

    assert found["body"].startswith("案由：老城区夜间出行难。\n\n一、增设线路")


def test_what_stands_below_the_date_and_is_no_imprint_is_pointed_out(tmp_path: Path) -> None:
    """An appendix is not in the draft, so a person has to see it."""
    rows = "\n\n".join(f"第{number}处：东街菜场改造，投资九百万元" for number in "一二三")
    _, [found] = run(tmp_path, {"a.txt": f"{LETTER}\n附件：改造清单\n\n{rows}\n"})

    assert "I119" in [item["code"] for item in found["doubts"]]
    assert {"不知道放在哪里的文字", "text that has no place in a draft"} & {item["reason"] for item in found["dropped"]}


def test_a_file_that_is_no_record_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A proposal that was not recognised is not passed over in silence."""
    run(tmp_path, {"memo.txt": "今天下午三点开会，请准时参加。"})

    assert "memo.txt:1:1: warning I129" in capsys.readouterr().err


def test_a_catalogue_makes_proposals_and_fills_gaps(tmp_path: Path) -> None:
    """Columns of any order and name; what a letter says is not overwritten."""
    table = "案由,提案者,案号,主办单位,办理结果\n关于增设社区食堂的提案,沈知微,25,区教育局,A\n关于修路的提案,卫东、李田等5人,31,区交通运输局,B\n"
    status, found = run(tmp_path, {"letter.txt": LETTER, "目录.csv": table}, "--reviewed-as", "可以公开")
    [reply] = drafts(tmp_path, "replies/2023/*.md")
    asked = {path.stem: path.read_text("utf-8") for path in drafts(tmp_path, "proposals/2023/*.md")}

    assert status == 0
    assert ["reply", "proposal", "proposal"] == [item["type"] for item in found]
    assert {"25", "31"} == asked.keys()
    assert "提案人: [卫东, 李田, 等5人]" in asked["31"]
    assert "办理结果: A    # 请核对：取自目录" in reply.read_text("utf-8")
    assert ("目录.csv", 2) == (
        found[0]["evidence"]["result"]["file"].rsplit("/")[-1],
        found[0]["evidence"]["result"]["line"],
    )
    assert "答复单位: 澜川市云渡区民政局" in reply.read_text("utf-8")


NOTICE = """关于做好政协提案答复工作的通知

各承办单位：

为做好“关于对区政协九届四次会议第25号提案的答复意见”一类文件的公开，现将有关事项通知如下：

一、答复函要写明“您提出的提案收悉，现答复如下”。

云渡区政府办公室

2023年3月1日
"""
NEWS = """区民政局召开提案办理推进会

发布时间：2023-05-06 来源：区民政局 浏览次数：12

5月5日，区民政局召开提案办理推进会。沈知微委员表示，“您提出的提案收悉”这样的话要少说，事情要多办。

会议要求，各科室要在六月底前答复全部提案。
"""
SAMPLE = """附件：答复函样式

关于区政协×届×次会议第×号提案的答复

×××委员：

您提出的《……》收悉，现答复如下：

感谢您的支持。
"""
CITIZEN = """关于青竹小区供暖的答复

尊敬的网友：

您反映的来信收悉，现答复如下：

供热公司已更换水泵。
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [(NOTICE, "none"), (NEWS, "update"), (SAMPLE, "none"), (CITIZEN, "none"), ("", "none"), ("一段话。", "none")],
)
def test_what_is_no_reply_never_becomes_one(text: str, kind: str) -> None:
    """A notice, a news page, a form to fill in and a citizen's letter have the words, but not at their place."""
    assert [kind] == [record.type for record in records_of(source(text))]


def test_a_page_around_a_letter_is_left_out() -> None:
    """With its date kept, and its hotline not taken for the letter's phone."""
    page = (
        "首页 > 政务公开 > 建议提案\n"
        + LETTER.replace("联系人：何田田 联系电话：0999-5550123\n", "")
        + "\n打印本页 关闭窗口\n主办单位：云渡区政府 网站标识码：0000000001\n联系电话：0999-5559999\n"
    )
    [found] = records_of(
        source(page.replace("沈知微委员：", "发布时间：2023-08-01 09:30 来源：区民政局\n\n沈知微委员：", 1))
    )

    assert "2023-08-01" == found.get("published")
    assert found.get("contact") is None
    assert {"web", "web-head", "letterhead"} == {item.reason for item in found.dropped}


def test_a_bundle_is_taken_apart(tmp_path: Path) -> None:
    """An account, its proposals and replies; the unit of the account is that of the unsigned letters."""
    bundle = """2023年度云渡区民政局提案办理总体情况

区政协九届四次会议以来，云渡区民政局共承办政协提案 1 件，已办复 1 件，办复率为 100%，其中主办 1 件。

关于增设社区食堂的提案

(第 025 号)

老人做饭难。建议：

一、增设社区食堂。每个社区一处。

""" + LETTER.split("签发人：卫青禾\n")[1].split("联系人", maxsplit=1)[0]
    _, found = run(tmp_path, {"bundle.txt": bundle}, "--reviewed-as", "可以公开")

    assert ["report", "proposal", "reply"] == [item["type"] for item in found]
    assert [["025"], ["025"]] == [item["numbers"] for item in found[1:]]
    assert {"云渡区民政局"} == {found[0]["department"], found[2]["department"]}
    assert found[1]["proposers"] == ["沈知微"]
    assert found[1]["session"] == found[2]["session"]
    assert {"handled": "1", "answered": "1", "answer_rate": "100%", "lead": "1"} == found[0]["figures"]


def test_what_stars_and_brackets_hide_or_mean_stays_as_it_stands(tmp_path: Path) -> None:
    """Signs that Markdown would take for marks are escaped in the draft, and the report has the text."""
    odd = LETTER.replace("每餐补贴三元", "每餐补贴*三*元、[见附件](x)、138****0000、# 号")
    _, [found] = run(tmp_path, {"letter.txt": odd})

    assert "每餐补贴*三*元、[见附件](x)、138****0000、# 号" in found["body"]


def test_a_refused_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is an error with its reason, and an object of the report without a draft."""
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    status = main(
        ["import", str(tmp_path / "broken.docx"), str(tmp_path / "letter.txt"), "--into", str(tmp_path / "content")]
        if (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
        else []
    )

    assert status == 1
    assert drafts(tmp_path, "replies/2023/025-*.md")


_WORDS = st.sampled_from(
    [
        *LETTER.split("\n"),
        *NEWS.split("\n"),
        *NOTICE.split("\n"),
        "**粗体**",
        "# 标题",
        "附件：1.表",
        "类别：B",
        "抄送：区政协提案委",
        "　　一是修路。",
        "第3号",
        "a\tb",
        "王**",
    ]
)


@given(st.lists(_WORDS, max_size=40))
def test_every_character_is_in_a_draft_or_in_the_list_of_what_was_dropped(lines: list[str]) -> None:
    """Whatever lines come in whatever order, nothing is lost."""
    text = source("\n".join(lines))

    assert {} == lost(text, records_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "关于" + " " * 100_000 + "提案",
        "《" * 20_000,
        "第" + "1、" * 20_000 + "号提案",
        "张三、" * 20_000 + "委员：",
        "您" * 20_000,
    ],
)
def test_a_text_made_to_be_slow_is_read_like_any_other(text: str) -> None:
    """No pattern takes for ever over what repeats."""
    assert {} == lost(source(text), records_of(source(text)))


def test_a_letter_without_a_greeting_keeps_its_title_and_number() -> None:
    """Ministries answer without naming whom."""
    text = """分类：建议提案答复

对十三届全国人大四次会议第7342号建议的答复

发布日期 2021-09-02

您提出的关于规范城市定制公交发展的建议收悉，经商财政部、公安部，现答复如下：

一、已印发通知。

交通部

2021年8月30日
"""
    [found] = records_of(source(text))

    assert found.get("title") == "对十三届全国人大四次会议第7342号建议的答复"
    assert ("suggestion", ("7342",)) == (found.kind, found.get("numbers"))
    assert ("2021-08-30", "2021-09-02") == (found.get("replied"), found.get("published"))
    assert ("财政部", "公安部") == found.get("consulted")


def test_a_stranger_above_a_whole_title_is_no_part_of_it() -> None:
    """What stands beside an article on its page names no unit."""
    text = (
        "县中心敬老院收费标准\n云渡县卫生健康局关于县政协十届一次会议第105号提案的答复\n\n"
        + LETTER.split("提案的答复意见\n")[1]
    )
    [found] = records_of(source(text))

    assert found.get("title") == "云渡县卫生健康局关于县政协十届一次会议第105号提案的答复"
