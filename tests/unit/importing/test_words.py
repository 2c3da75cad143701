"""Sessions, numbers, people, dates, labels and figures, in the forms in which letters print them."""

from __future__ import annotations

import pytest

from builder.content.printed import dates, folding, numbers, people, sessions
from builder.content.printed.folding import folded
from builder.importing import closings, figures, labels, openings, outcomes, titles


@pytest.mark.parametrize(
    ("text", "body", "kind", "term", "meeting"),
    [
        ("关于市政协十一届三次会议第113134号提案答复的函", "市政协", "proposal", 11, 3),
        ("你们在澜川市政协六届二次会议上提出的", "澜川市政协", "proposal", 6, 2),
        ("政协云渡区五届四次会议", "政协云渡区", "proposal", 5, 4),
        ("市五届人大五次会议", "市人大", "suggestion", 5, 5),
        ("区九届政协二次会议", "区政协", "proposal", 9, 2),
        ("澜川市第三届政协第四次会议", "澜川市政协", "proposal", 3, 4),
        ("第十八届人民代表大会第七次会议", "人民代表大会", "suggestion", 18, 7),
        ("政协青屏县第十届委员会第二次会议", "政协青屏县委员会", "proposal", 10, 2),
        ("政协第五届青屏县委员会第一次会议", "政协青屏县委员会", "proposal", 5, 1),
        ("市人大第五届五次会议", "市人大", "suggestion", 5, 5),
        ("政协第十三届全国委员会第四次会议", "政协全国委员会", "proposal", 13, 4),
        ("县政协十一届委员会", "县政协委员会", "proposal", 11, None),
        ("市政协八届一次第12号提案", "市政协", "proposal", 8, 1),
        ("县１８届人大３次会议", "县人大", "suggestion", 18, 3),
        ("市政協七屆一次會議", "市政协", "proposal", 7, 1),
        ("15届3次会议", "", "", 15, 3),
        ("市十四届人大闭会期间第BH012号代表建议", "市人大", "suggestion", 14, None),
    ],
)
def test_a_session_is_read_in_every_order_of_words(
    text: str, body: str, kind: str, term: int, meeting: int | None
) -> None:
    """Body, term and meeting are told apart, whatever stands first and however they are written."""
    found = sessions.find(text)

    assert found is not None
    assert (body, kind, term, meeting) == (folded(found.body), found.kind, found.term, found.meeting)


def test_a_text_without_a_session_names_none() -> None:
    """A meeting of the council is no session."""
    assert sessions.find("市政府第三次常务会议研究了此事") is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("关于市政协十一届三次会议第113134号提案答复的函", ("113134",)),
        ("(第 113134 号)", ("113134",)),
        ("对第091号代表建议的答复", ("091",)),
        ("代表建议第0043号", ("0043",)),
        ("第12、45、78号提案", ("12", "45", "78")),
        ("第12号、第45号提案", ("12", "45")),
        ("第0123号(并第0456号)提案", ("0123", "0456")),
        ("第5-7号、第031号提案", ("5", "6", "7", "031")),
        ("第D022号", ("D022",)),
        ("第温36号提案", ("温36",)),
        ("县人大3次会议149号建议的答复", ("149",)),
        ("关于……的建议》(B〔2017〕062号)收悉", ("B〔2017〕062",)),
        ("（88号）", ("88",)),
        ("您提出的第2022-1-143号提案", ("2022-1-143",)),
        ("第15-02-066号、第5-7号提案", ("15-02-066", "5", "6", "7")),
    ],
)
def test_numbers_are_kept_as_printed(text: str, values: tuple[str, ...]) -> None:
    """Zeros, letters and years stay; lists, ranges and merged numbers are taken apart."""
    found = numbers.find(text)

    assert found is not None
    assert values == found.values


@pytest.mark.parametrize("text", ["澜发〔2018〕35号", "国办发〔2014〕46号文件", "修建1号楼", "地铁2号线", "第3号地块"])
def test_other_numbers_are_no_proposals(text: str) -> None:
    """Document numbers, buildings and lines are not taken for the number of a proposal."""
    assert numbers.find(text) is None


@pytest.mark.parametrize(
    ("text", "names", "collective", "others"),
    [
        ("周一、郑二、李三、胡四、林五等5位委员:", ("周一", "郑二", "李三", "胡四", "林五"), False, 0),
        ("陈夫等委员：", ("陈夫",), False, None),
        ("尊敬的金世代表，您好：", ("金世",), False, 0),
        ("商 莉委员：", ("商莉",), False, 0),
        ("张三等十代表：", ("张三",), False, 9),
        ("张三(等)委员：", ("张三",), False, None),
        ("刘林政协云渡县委员:", ("刘林",), False, 0),
        ("张三委员、李四委员：", ("张三", "李四"), False, 0),
        ("9名代表：", (), False, 9),
        ("xx委员：", ("xx",), False, 0),
        ("县政协社会和法制委员会：", ("县政协社会和法制委员会",), True, 0),
        ("农工党澜川市委会：", ("农工党澜川市委会",), True, 0),
        ("民盟青屏县总支、县工商联：", ("民盟青屏县总支", "县工商联"), True, 0),
        ("巴雅尔图、娜仁格日乐委员：", ("巴雅尔图", "娜仁格日乐"), False, 0),
        ("医药卫生界委员：", ("医药卫生界",), True, 0),
    ],
)
def test_a_greeting_names_whom_it_answers(
    text: str, names: tuple[str, ...], collective: bool, others: int | None
) -> None:
    """Members by name, bodies, and how many more there are."""
    found = people.greeted(text)

    assert found is not None
    assert (names, collective, others) == (found.names, found.is_collective, found.others)


def test_a_unit_may_be_addressed_by_a_co_handler() -> None:
    """It asked for nothing, so it is no proposer."""
    found = people.greeted("市交通运输局：")

    assert found is not None
    assert found.is_unit


def test_a_unit_may_have_an_ordinal_in_its_name() -> None:
    """第一人民医院 is a unit; 第一批 is none."""
    assert people.is_unit_name("第一师澜川市住房和城乡建设局")
    assert not people.is_unit_name("第一批重点单位")


@pytest.mark.parametrize(
    "text", ["各承办单位：", "各位委员：", "联系人：", "政协委员们：", "尊敬的网友：", "近年来，我市："]
)
def test_other_lines_with_a_colon_are_no_greetings(text: str) -> None:
    """Notices and labels address nobody who asked."""
    assert people.greeted(text) is None


@pytest.mark.parametrize(
    ("text", "names", "whole"),
    [
        ("陈真 贾燕 徐婷", ("陈真", "贾燕", "徐婷"), True),
        ("市政协人资环委 周浩", ("周浩",), False),
        ("县政协委员 裴云", ("裴云",), False),
        ("民盟澜川市委", ("民盟澜川市委",), True),
        ("王 芳、李小明等", ("王芳", "李小明"), True),
    ],
)
def test_the_line_below_a_title_says_who_proposes(text: str, names: tuple[str, ...], whole: bool) -> None:
    """An affiliation beside the name is kept in the text, since no field holds it."""
    found = people.proposers(text)

    assert found is not None
    assert (names, whole) == (found.names, found.is_whole)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021年6月10日", "2021-06-10"),
        ("澜川市民政局 2019年 10月14日", "2019-10-14"),
        ("二〇一七年六月二十九日", "2017-06-29"),
        ("二0一七年三月五日", "2017-03-05"),
        ("二○一二年十月十日（此件公开发布）", "2012-10-10"),
    ],
)
def test_a_signature_date_stands_alone_on_its_line(text: str, iso: str) -> None:
    """With the unit at most."""
    found = dates.on_a_line(text)

    assert found is not None
    assert iso == found.day.iso


@pytest.mark.parametrize("text", ["2021年13月1日", "2021年2月30日", "截至2021年6月10日，已完成", "2023-10-07 17:33"])
def test_what_is_no_day_or_no_signature_is_not_taken(text: str) -> None:
    """Neither a day that no calendar has, nor a date in a sentence, nor the web's time."""
    assert dates.on_a_line(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("信息公开属性：可以公开", "可以公开"),
        ("〔主动公开〕", "主动公开"),
        ("澜林字〔2023〕45号 A1类 同意公开", "同意公开"),
        ("（此件公开发布）", "此件公开发布"),
        ("是否同意公开:是", "是"),
        ("公开方式 主动公开", "主动公开"),
        ("公文范围:公开", "公开"),
    ],
)
def test_an_attribute_is_found_wherever_it_is_printed(text: str, value: str) -> None:
    """Behind a label, in brackets, beside the number."""
    assert [value] == [found.value for found in labels.attributes(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("办理结果：正在解决", "正在解决"),
        ("类 别：B", "B"),
        ("澜林字〔2023〕45号 A1类 同意公开", "A1类"),
        ("〔A〕", "A"),
        ("C", "C"),
        ("答复类别：Ａ", "Ａ"),
    ],
)
def test_a_result_is_found_as_words_or_a_letter(text: str, value: str) -> None:
    """As printed."""
    assert [("result", value)] == [(found.field, found.value) for found in labels.results(text)]


def test_a_result_as_a_sentence_is_known() -> None:
    """As the rules on handling word it; other sentences are shown as written."""
    assert outcomes.result_of("所提问题已经解决或基本解决") == "solved"
    assert outcomes.result_of("所提问题已转交") == outcomes.UNSTATED


def test_the_kind_of_a_paper_is_no_result() -> None:
    """类别 means the result or the kind of paper."""
    assert ["paper_kind"] == [found.field for found in labels.results("类别：提案")]


@pytest.mark.parametrize(
    "text",
    ["西民发〔2021〕62号", "西民发[2021]62号", "西民发（2021）62 号", "西民发【2021】62号", "西民发﹝2021﹞62号"],
)
def test_document_numbers_are_given_in_one_kind_of_brackets(text: str) -> None:
    """Whatever brackets were typed."""
    assert ["西民发〔2021〕62号"] == [found.value for found in labels.doc_numbers(text)]


def test_a_letterhead_gives_the_unit_without_its_last_word() -> None:
    """澜川市民政局文件 is of 澜川市民政局; the end of a title is no letterhead."""
    found = labels.letterhead("澜川市云渡区民政局文件")

    assert found is not None
    assert found.value == "澜川市云渡区民政局"
    assert labels.letterhead("提案答复的函") is None


def test_the_adoption_sentence_is_read_as_declared() -> None:
    """Odd sums are not corrected."""
    found = figures.adoption(
        "提案中提出建议 9 条，其中涉及我单位 7 条，涉及会办单位 2 条，已采纳落实 9 条，落实率 100%。"
    )

    assert found is not None
    assert {"total": "9", "own": "7", "co": "2", "adopted": "9", "rate": "100%"} == found.values


@pytest.mark.parametrize(
    ("text", "role", "consulted", "lead"),
    [
        ("您提出的提案《关于甲的建议》收悉。作为会办单位现答复如下：", "会办", (), False),
        ("您提出的建议收悉，经商（会办单位市水利局、市财政局），现答复如下：", "", ("市水利局", "市财政局"), True),
        ("您的提案收悉。经商市总工会、团市委等会办单位，现答复如下：", "", ("市总工会", "团市委"), True),
        ("您的提案收悉，经会同县城市管理局认真研究，现答复如下：", "", ("县城市管理局",), False),
        ("您的提案收悉，经与市商务局、海关共同研究办理，现函复如下：", "", ("市商务局", "海关"), False),
        ("您的提案收悉，经综合省教育厅、省财政厅意见，现答复如下：", "", ("省教育厅", "省财政厅"), False),
        ("您的建议收悉。我局会同市供销社进行了认真办理，现答复如下：", "", ("市供销社",), False),
        ("您的建议收悉。我局责成规划处牵头，会同水资源处认真研究办理，现答复如下：", "", (), False),
    ],
)
def test_the_first_sentence_tells_role_and_units(text: str, role: str, consulted: tuple[str, ...], lead: bool) -> None:
    """Who was talked to, and in which part the unit answers."""
    found = openings.read(text)

    assert (role, consulted, lead) == (found.role, found.consulted, found.is_lead)


@pytest.mark.parametrize(
    "text",
    [
        "关于市政协十一届三次会议第113134号提案答复的函",
        "关于对区政协九届四次会议第25号提案的答复意见",
        "对市十五届人大三次会议第91号建议的答复（水利局）",
        "澜川市教育局关于办理第3号建议的会办意见",
        "李芳委员提案的答复",
        "关于关于加强管理的提案的答复函",
    ],
)
def test_titles_of_replies(text: str) -> None:
    """In all words for a letter, with slips."""
    assert titles.is_reply_title(folded(text))


@pytest.mark.parametrize(
    "text", ["关于做好提案答复工作的通知", "2024年度提案办理总体情况", "关于加强物业管理的提案", "提案答复格式"]
)
def test_titles_about_replies_are_none(text: str) -> None:
    """A notice has the same words."""
    assert not titles.is_reply_title(folded(text))


def test_mobiles_are_told_from_office_lines_and_numbers_of_papers() -> None:
    """Spaced or hyphenated; a number inside 第…号 is never a phone."""
    found = closings.mobiles(["电话：83610245", "136 5411 6109（移动电话）", "第13654116108号", "138****0000"])

    assert ("13654116109",) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [("十一", 11), ("二十三", 23), ("一百零二", 102), ("二〇二一", 2021), ("１２", 12), ("十", 10), ("若干", None)],
)
def test_numerals_of_every_kind_are_read(text: str, number: int | None) -> None:
    """Chinese, Arabic and full-width."""
    assert number == folding.number_of(text)
