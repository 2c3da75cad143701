"""Shadow pages: what search reads in place of the public pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.site.shadow import CLOSE, FILTERS, Passage, Searchable, han, original, shadow_name, shadow_page, tokens
from builder.site.traditional import SIMPLIFIED, TRADITIONAL


def words(text: str) -> list[str]:
    """Tell what the engine makes of the tokens of *text*: letters and digits, in lower case."""
    return [re.sub(r"[\W_]", "", token).lower() for token in tokens(text)]


def an_item(**fields: object) -> Searchable:
    """Make a reply of an invented city."""
    given: dict[str, object] = {
        "url": "/replies/yz-5-1/091/jtj/",
        "title": "关于渡口的答复",
        "passages": (Passage("p1", "现答复如下。"),),
    }
    return Searchable(**given | fields)  # type: ignore[arg-type]  # the tests give what fits


def test_a_han_character_goes_with_the_next_one() -> None:
    """Every pair of neighbours is a word, and the last character is closed."""
    assert ("外卖", "卖小", "小哥", f"哥{CLOSE}") == tokens("外卖小哥")


def test_other_letters_and_digits_stay_whole() -> None:
    """A number or a Latin word is one word, and ends the run of Han characters before it."""
    assert [f"第{CLOSE}", "2023128", f"号{CLOSE}", "gb", "t"] == words("第2023128号 GB/T")


@pytest.mark.parametrize("between", ["，", "、", "”“", " ", "\n", "……", "　"])
def test_punctuation_and_space_do_not_break_a_run(between: str) -> None:
    """A phrase that crosses a comma, a quotation mark or a line break is a phrase."""
    assert words("快递员外卖") == words(f"快递员{between}外卖")


@pytest.mark.parametrize(
    ("written", "plain"),
    [("社區工作者", "社区工作者"), ("２０２３１２８", "2023128"), ("ＧＢ", "gb"), ("⽂件", "文件")],
)
def test_forms_of_one_character_are_one(written: str, plain: str) -> None:
    """Traditional forms, full width and the radicals of PDF files are read as the plain character."""
    assert words(plain) == words(written)


@pytest.mark.parametrize(
    "text",
    [
        "关于“两新”组织、快递员，外卖 小哥的 GB/T 9704—2012 答复。２０２３年",
        "“引文开头，乾隆年間；《書名》……”",
        "!$%()+,-./:;=?@~ 与符号",
        "___PAGEFIND_WEIGHT___9 <b>&amp;",
        f"借来的{CLOSE}字母",
        "𠮷野家㎡①㈠",
        "。。",
    ],
)
def test_the_text_comes_back_from_its_tokens(text: str) -> None:
    """An excerpt shows what is printed: punctuation, width and form of every character."""
    assert text == original(" ".join(tokens(text)))


@given(st.text())
def test_any_text_comes_back_from_its_tokens(text: str) -> None:
    """Only the kind of white space is not kept, and no token holds any."""
    found = tokens(text)

    assert " ".join(text.split()) == original(" ".join(found))
    assert all(token and token == "".join(token.split()) for token in found)


@given(st.text(alphabet="社區区乾，。12a 〇々"))
def test_every_character_of_the_text_begins_one_token(text: str) -> None:
    """Cutting loses nothing and adds nothing: the first letters of the words are the text's letters."""
    letters = re.findall(r"[a-z\d]+|[^\W\d]", "".join(text.split(" ")).translate(str.maketrans("區乾", "区干")))
    spaced = words(text)

    assert "".join(letters) == "".join(w if w.isascii() else w[0] for w in spaced)


def test_text_cannot_give_itself_out_for_a_number() -> None:
    """The words by which numbers are found at once hold a letter that is taken out of every text."""
    assert ["91"] == words(f"{CLOSE}91")


def test_a_page_carries_its_title_numbers_filters_and_date() -> None:
    """The engine finds all that the result list needs, with names in Chinese and the date in ISO form."""
    page = shadow_page(
        an_item(
            keys=("91",),
            doc_numbers=("云交函〔2022〕第07号",),
            filters=(("年份", "2022"), ("主题", "交通 & <水运>")),
            date="2022-05-10",
        )
    )

    assert '<html lang="und">' in page
    assert 'data-pagefind-meta="title[content]" content="关于 于渡 渡口 口的 的答 答复 复ǀ"' in page
    assert 'data-pagefind-meta="keys[content]" content="ǀ91 ǀǀ2022ǀ7 云交函ǀǀ2022ǀ7"' in page
    assert 'data-pagefind-filter="主题[content]" content="交通 &amp; &lt;水运&gt;"' in page
    assert 'data-pagefind-sort="日期[content]" content="2022-05-10"' in page
    assert '<a id="p1"></a> 现答 答复 复如 如下 下ǀ' in page


def test_a_page_holds_nothing_that_its_item_does_not() -> None:
    """What stands in the body are the names and the passages, each behind its anchor."""
    page = shadow_page(an_item(names=("柳青禾",), passages=(Passage("p1", "甲乙"), Passage(None, "丙"))))
    body = page.split("<body", 1)[1]

    assert ["p1", "_"] == re.findall(r'id="(.*?)"', body)
    assert "柳青禾甲乙丙" == original(re.sub("<[^>]*>", " ", body.split(">", 1)[1]))


def test_the_name_sorts_by_age_and_ends_in_the_address() -> None:
    """New documents come last; the search page cuts the first part off and has the address."""
    dated = shadow_name(an_item(date="2022-05-10", year=2022))
    undated = shadow_name(an_item(year=2022))
    timeless = shadow_name(an_item(url="/about/"))

    assert "2022-05-10/replies/yz-5-1/091/jtj/index.html" == dated
    assert [timeless, undated, dated] == sorted([dated, undated, timeless], key=lambda name: name.split("/"))


def test_the_characters_of_tokens_are_listed_once_and_folded() -> None:
    """A query of one character is answered from this list."""
    assert set("社区工作者") == han(" ".join(tokens("社區，社区工作者 GB 12")))


def test_the_table_of_traditional_characters_is_sound() -> None:
    """Each has one simplified character, which is another one, and no character stands twice."""
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert all(t != s for t, s in zip(TRADITIONAL, SIMPLIFIED, strict=True))


def test_filters_have_chinese_names_and_short_parameters() -> None:
    """The names stand in the index, the parameters in the address of the search page."""
    assert [("年份", "year"), ("单位", "unit"), ("办理结果", "result")] == list(FILTERS[:3])
    assert ["session", "type", "topic"] == [param for _, param in FILTERS[3:]]
