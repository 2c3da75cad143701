"""Personal data: what is found, what is fine, and what a mask leaves."""

from __future__ import annotations

import pytest

from builder.disclosure.personal_data import find, mask


def found(text: str, *allowed: str) -> list[tuple[str, str]]:
    """Find the personal data of a text, with the words that they are."""
    return [(kind, text[start:end]) for kind, start, end in find(text, allowed=frozenset(allowed))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800001234", "13800001234"),
        ("联系电话：13800001234（移动电话）", "13800001234"),
        ("联系人:甲,13800001234。", "13800001234"),
        ("138 0000 1234", "138 0000 1234"),
        ("138-0000-1234", "138-0000-1234"),
        ("1380 0001 234", "1380 0001 234"),
        ("1 3 8 0 0 0 0 1 2 3 4", "1 3 8 0 0 0 0 1 2 3 4"),
        ("138－0000—1234", "138－0000—1234"),
        ("138　0000　1234", "138　0000　1234"),
        ("１３８００００１２３４", "１３８００００１２３４"),
        ("𝟏𝟑𝟖00001234，&", "𝟏𝟑𝟖00001234"),
        ("138.0000.1234", "138.0000.1234"),
        ("(138)0000-1234", "138)0000-1234"),
        ("+8613800001234", "13800001234"),
        ("+86 138 0000 1234", "138 0000 1234"),
        ("0086-138-0000-1234", "138-0000-1234"),
        ("（86）13800001234", "13800001234"),
        ("013800001234", "13800001234"),
        ("13\u200b800001234", "13\u200b800001234"),
        ("138\u00ad0000\ufeff1234", "138\u00ad0000\ufeff1234"),
        ("1380000\n1234", "1380000\n1234"),
        ("> 1380000\n> 1234", "1380000\n> 1234"),
        ("138**0000**1234", "138**0000**1234"),
        ("138&nbsp;0000&nbsp;1234", "138&nbsp;0000&nbsp;1234"),
        ("&#49;3800001234", "&#49;3800001234"),
        ("138<!-- 校 -->00001234", "138<!-- 校 -->00001234"),
        ("①13800001234", "13800001234"),
        ("1.13800001234", "13800001234"),
        ("共100 13800001234", "13800001234"),
        ("0999-5550101 13800001234", "13800001234"),
        ("手机13800001234号码", "13800001234"),
        ("排第1、13800001234号码", "13800001234"),
        ("19900001234", "19900001234"),
        ("13800001234x", "13800001234"),
        ("微信号wx13800001234abc", "13800001234"),
        ("13800001234-801", "13800001234"),
        ("tel:13800001234", "13800001234"),
    ],
)
def test_a_mobile_number_is_found(text: str, number: str) -> None:
    """Eleven digits that begin with 1 and 3-9 are found however they are written, behind a label or none."""
    assert [("mobile", number)] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "第2023128号提案",
        "第13800001234号",
        "(第 138 0000 1234 号)",
        "第（１３８００００１２３４）号",
        "第〔13800001234〕 号建议",
        "20211380000123400001",
        "0138000012345",
        "123800001234",
        "某民发〔2021〕62号",
        "联系电话：0999-5550101",
        "联系电话：5550101、0999－5550102",
        "联系电话：83610000（办公电话）",
        "热线12345、400-123-4567、95598",
        "邮编：999001",
        "2021-06-10 至 2021-07-15",
        "投入1380.5万元，其中1200万元",
        "| 1380 | 0001 | 234 |",
        "2019 2020 2021 2022",
        "12800001234",
        "",
    ],
)
def test_other_numbers_are_fine(text: str) -> None:
    """Office lines, hotlines, numbers of documents, dates and parts of longer numbers are nobody's."""
    assert [] == found(text)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        "11010519491231002Ｘ",
        "110105 1949 1231 002X",
        "110105 19491231 002X",
        "1101 0519 4912 3100 2X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105\u200b19491231002X",
        "1101051949\n1231002X",
        "999999199001010016",
    ],
)
def test_an_id_card_is_found_by_its_check_digit(number: str) -> None:
    """Any 18 characters with a right check digit are an ID card, whatever the county."""
    assert [("id-card", number)] == found(f"身份证号码{number}。")


def test_an_id_card_with_a_wrong_check_digit_is_fine() -> None:
    """Eighteen digits are mostly the number of something else."""
    assert [] == found("项目代码110105194912310021")


def test_an_id_card_within_a_document_number_is_found_by_its_date_of_birth() -> None:
    """第…号 protects the numbers of documents, and no document is numbered by a date of birth and a check digit."""
    assert [("id-card", "11010519491231002X")] == found("身份证第11010519491231002X号")
    assert [] == found("证书第999999999999999999号")


@pytest.mark.parametrize("number", ["6222021234567890128", "6222 0212 3456 7890 128", "4000-0000-0000-0002"])
def test_a_bank_card_is_found_by_luhn(number: str) -> None:
    """Sixteen to nineteen digits that pass Luhn, unbroken or in fours, are a bank card."""
    assert [("bank-card", number)] == found(f"账号 {number}")


@pytest.mark.parametrize("text", ["6222021234567890129", "第6222021234567890128号", "85550101 85550119"])
def test_other_long_numbers_are_no_bank_cards(text: str) -> None:
    """A number that fails Luhn, that of a document, and two landlines side by side are fine."""
    assert [] == found(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("请发至 zhang.san@example.com。", "zhang.san@example.com"),
        ("个人邮箱：zs@example.com", "zs@example.com"),
        ("张三邮箱：zs@example.com", "zs@example.com"),
        ("联系人邮箱：zs@example.com", "zs@example.com"),
        ("单位邮箱见下，张三：zs@example.com", "zs@example.com"),
        ("ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ｚｓ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
        ("zs&#64;example.com", "zs&#64;example.com"),
        ("zs @ example.com", "zs @ example.com"),
        ("电子邮箱：\n\nzs@example.com", "zs@example.com"),
    ],
)
def test_an_email_of_a_person_is_found(text: str, address: str) -> None:
    """An e-mail address is found unless its own line labels it as the office's."""
    assert [("email", address)] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "电子邮箱：xxgk@example.gov.cn",
        "邮箱: xxgk@example.gov.cn、bgs@example.gov.cn",
        "E-mail：xxgk@example.gov.cn",
        "电 子 邮 箱：xxgk@example.gov.cn",
        "市教育局邮箱（工作日）：xxgk@example.gov.cn",
        "联系人：王某  联系电话：0999-5550101  电子邮箱：xxgk@example.gov.cn",
        "| 联系邮箱 | xxgk@example.gov.cn |",
        "[邮箱](mailto:xxgk@example.gov.cn)",
        "微博@某市发布",
    ],
)
def test_an_email_of_an_office_is_fine(text: str) -> None:
    """An address behind the label of an office, or a bare label, may be published."""
    assert [] == found(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("家庭住址：安平市幸福路12号3单元401室", "安平市幸福路12号3单元401室"),
        ("家庭地址：幸福村", "幸福村"),
        ("住址:安平市，和平区，幸福路5号。", "安平市，和平区，幸福路5号"),
        ("其现住安平市幸福小区3栋，", "安平市幸福小区3栋"),
        ("現住址为和平街二号", "和平街二号"),
        ("居住地址 幸福路5号", "幸福路5号"),
        ("家 庭 住 址：幸福路5号  联系电话：0999-5550101", "幸福路5号"),
        ("（住址：幸福路5号）", "幸福路5号"),
        ("**家庭住址：**幸福路5号", "幸福路5号"),
        ("家庭住址：\n幸福路5号", "幸福路5号"),
        ("| 家庭住址 | 幸福路5号 |", "幸福路5号"),
        ("| 姓名 | 家庭住址 |\n|---|:--|\n| 甲 | 幸福路 |", "幸福路"),
    ],
)
def test_a_home_address_is_found_beside_its_label(text: str, address: str) -> None:
    """What follows 家庭住址, 住址, 现住 and their like is found, up to the end of the address."""
    assert [("home-address", address)] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "办理家庭住址变更登记",
        "现住房面积30平方米，住建局地址：幸福路5号",
        "现住建部门正在改造幸福路5号楼",
        "家庭住址：〔不公开：个人隐私〕",
        "家庭住址：无",
        "家庭住址：＿＿＿＿",
        "| 姓名 | 家庭住址 |\n|---|---|\n| 甲 | 〔不公开：个人隐私〕 |",
        "联系地址：幸福路5号",
    ],
)
def test_a_label_without_a_home_is_fine(text: str) -> None:
    """A word about addresses, a removed passage and an office's address are no home."""
    assert [] == found(text)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("13800001234", "13800001234"),
        ("138 0000 1234", "１３８－００００－１２３４"),
        ("+86 13800001234", "+86 13800001234"),
        ("热线13800001234受理", "热线13800001234"),
        ("发至xxgk@example.com", "XXGK@example.com"),
        ("现住幸福路5号", "幸福路5号"),
    ],
)
def test_what_the_site_allows_passes(text: str, allowed: str) -> None:
    """A datum that the site allows passes in any spelling, and within allowed words as they stand."""
    assert [] == found(text, allowed)


def test_what_is_allowed_covers_nothing_else() -> None:
    """A part of a number, or another one, is not what was allowed."""
    assert [("mobile", "13800001234")] == found("13800001234", "1380000", "13800001235")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13800001234。", "电话138＊＊＊＊＊＊34。"),
        ("138-0000-1234", "138-＊＊＊＊-＊＊34"),
        ("+86 １３８ 0000 1234", "+86 １３８ ＊＊＊＊ ＊＊34"),
        ("1380000\n1234", "138＊＊＊＊\n＊＊34"),
        ("11010519491231002X", "110＊＊＊＊＊＊＊＊＊＊＊＊＊2X"),
        ("&#49;380000&#49;234", "&#49;38＊＊＊＊＊＊＊＊＊＊34"),
        ("zhangsan@example.com", "zha＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊om"),
        ("abc@example.com", "a＊＊＊＊＊＊＊＊＊＊＊＊om"),
        ("住址：幸福路5号", "住址：＊＊＊＊＊"),
        ("住址：安平市幸福路5号3单元", "住址：安平市＊＊＊＊＊＊单元"),
    ],
)
def test_a_mask_leaves_three_and_two(text: str, expected: str) -> None:
    """The first three and last two characters stay, separators too, and a short datum is covered whole."""
    masked = mask(text, find(text))

    assert expected == masked
    assert () == find(masked)


def test_a_mask_leaves_other_text_alone() -> None:
    """Two numbers side by side are two findings, and the rest is untouched."""
    text = "甲13800001234、乙13900001234"

    assert "甲138＊＊＊＊＊＊34、乙139＊＊＊＊＊＊34" == mask(text, find(text))
    assert text == mask(text, ())
