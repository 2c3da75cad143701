"""What arrives in one file: a letter, several, a bundle, or something that is no reply at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from .deal import Way
from .letters import (
    Block,
    Case,
    Piece,
    Said,
    compose,
    fill,
    make_case,
    points_of,
    printed_date,
    proposal,
    says_kind,
    title_truth,
)
from .truth import Truth, truth

if TYPE_CHECKING:
    from .deal import Dealer
    from .pools import Pools


@dataclass(slots=True, kw_only=True)
class Document:
    """The contents of one file, before it has a format."""

    blocks: list[Block]
    truths: list[Truth]
    title: str
    """For the head of a web page; empty where there is none."""
    case: Case | None = None
    """Of a single letter: what a web page or catalogue says about it."""
    about: Case | None = None
    """What the page is about, where there is no single letter."""
    web: dict[str, str] = field(default_factory=dict)
    """Furniture of the page: nav, meta, tail, footer."""


def make(deal: Dealer, pools: Pools, shape: str, *, is_web: bool) -> Document:
    """Make the contents of a file of a shape."""
    if shape in {"letter", "second-reply"}:
        return _letter(deal, pools, is_web=is_web)
    makers = {
        "bundle": _bundle,
        "proposal+reply": _proposal_and_reply,
        "reply+proposal": _reply_and_proposal,
        "field-table": _field_table,
        "several-letters": _several,
        "co-handling": _co_handling,
        "proposal": _proposal,
        "overview": _overview,
        "newspaper": _newspaper,
        "meeting": _meeting,
    }
    if shape in makers:
        return makers[shape](deal, pools)
    return _no_reply(deal, pools, shape)


def dressed(deal: Dealer, pools: Pools, document: Document) -> Document:
    """Put a document on a web page: navigation, times, catalogue, footer."""
    case = document.case or document.about or make_case(deal, pools)
    published = case.signed + timedelta(days=deal.number(3, 120))
    web = deal.way("web time", pools.web_times).format(d=published)
    said = Said()
    gaps = {"web": web, "few": str(deal.number(20, 900)), "editor": case.people[-4]}
    meta = fill(deal, case, deal.way("web meta", pools.meta), said, **gaps)
    others = {"other": "关于做好春季造林工作的通知", "other2": "2021年第三季度财政收支情况"}
    document.web = {
        "nav": deal.way("web nav", pools.nav),
        "meta": meta,
        "tail": fill(deal, case, deal.way("web tail", pools.web_tails), Said(), **gaps, **others),
        "footer": fill(deal, case, deal.way("web footer", pools.footers), Said()),
        "full": case.place.full,
    }
    if document.case is None:
        for each in document.truths:
            each.unscored |= {"published", "department"}
        return document
    only = document.truths[0]
    only.values["published"] = published.isoformat()
    if only["department"] is None:
        only.unscored.add("department")
    only.accepted.setdefault("department", []).extend([case.unit, case.short])
    attribute = deal.current.pop("attribute of catalogue", "")
    if attribute or deal.way("catalogue without attribute", (Way("no", 2), Way("yes", 1))) == "yes":
        document.blocks.insert(0, _catalogue(deal, pools, document, case, attribute, published.isoformat()))
        if only["replied"] is None:
            only.accepted["replied"] = [case.signed.isoformat()]
    return document


def _catalogue(deal: Dealer, pools: Pools, document: Document, case: Case, attribute: str, published: str) -> Block:
    """Make the table with the index number that stands above a letter."""
    only = document.truths[0]
    ways = pools.catalogues
    texts = [way.text for way in ways if ("{way}" in way.text if attribute else "主动公开" not in way.text)]
    form = deal.fitting("catalogue", ways, texts)
    column = "人大代表建议" if case.kind == "suggestion" else "政协委员提案"
    gaps = {
        "index": f"000000000/{case.year}-{deal.number(1, 99999):05}",
        "column": column + "办理",
        "title": document.title,
        "made": case.signed.isoformat(),
        "pub": published,
        "way": attribute,
        "doc": str(only["doc_number"] or ""),
    }
    text = fill(deal, case, form, Said(), **gaps)
    if attribute:
        normal = next(way.text.split("|")[1] for way in pools.disclosures if way.text.split("|")[0] == attribute)
        only.values |= {"disclosure_raw": attribute, "disclosure": normal}
        if "主动公开" in form:
            only.unscored.add("disclosure_raw")
    rows = tuple(tuple(cell for cell in row.split("|")) for row in text.split(";"))
    return Block("catalogue", form.split("|")[0], rows)


def _letter(deal: Dealer, pools: Pools, *, is_web: bool) -> Document:
    case = make_case(deal, pools)
    piece = compose(deal, pools, case, is_web=is_web)
    title = piece.truth["title"] or ""
    if is_web and not title:
        title = case.topic.title
        piece.truth.unscored.add("title")
    elif is_web and deal.way("web title", pools.web_titles) == "once":
        piece.blocks = [block for block in piece.blocks if block.kind != "title"]
    return Document(blocks=piece.blocks, truths=[piece.truth], title=title, case=case)


def _several(deal: Dealer, pools: Pools) -> Document:
    first = make_case(deal, pools)
    cases = [first, *(make_case(deal, pools, like=first) for _ in range(deal.number(1, 2)))]
    pieces = [compose(deal, pools, case, formal=True) for case in cases]
    for piece in pieces:
        if piece.truth["department"] is None:
            piece.truth.unscored.add("department")  # another letter of the file says it
    return Document(
        blocks=[block for piece in pieces for block in piece.blocks],
        truths=[p.truth for p in pieces],
        title="",
        about=first,
    )


def _bundle(deal: Dealer, pools: Pools) -> Document:
    first = make_case(deal, pools)
    cases = [first, *(make_case(deal, pools, like=first) for _ in range(deal.number(1, 3)))]
    pieces = [_statement(deal, pools, first, cases)]
    for case in cases:
        asked = proposal(deal, pools, case, numbered=True)
        answered = compose(deal, pools, case, plain=True)
        answered.truth.values["department"] = first.unit
        answered.truth.accepted["department"] = [first.short]
        pieces += [asked, answered]
    return Document(
        blocks=[block for piece in pieces for block in piece.blocks],
        truths=[p.truth for p in pieces],
        title="",
        about=first,
    )


def _statement(deal: Dealer, pools: Pools, case: Case, cases: list[Case]) -> Piece:
    """Write the annual statement at the head of a bundle."""
    title = f"{case.year} 年度{case.unit}{case.noun}办理总体情况"
    count = len(cases)
    lead = deal.number(0, count)
    text = fill(
        deal,
        case,
        deal.way("statement", pools.statements).replace("{u}", case.unit),
        Said(),
        kk="人大代表建议" if case.kind == "suggestion" else "政协提案",
        all=str(count),
        lead=str(lead),
        co=str(count - lead),
        solved=str(count),
        percent="100",
        fields="、".join(each.topic.subject for each in cases),
    )
    made = truth("report", title=title_truth(title), department=case.unit, body=text)
    return Piece(blocks=[Block("title", title), Block("para", text)], truth=made)


def _proposal_and_reply(deal: Dealer, pools: Pools) -> Document:
    case = make_case(deal, pools)
    asked = proposal(deal, pools, case, numbered=deal.chance(60))
    answered = compose(deal, pools, case, formal=True)
    if not asked.truth["numbers"]:
        asked.truth.unscored.add("numbers")  # the reply says it
    return Document(
        blocks=[*asked.blocks, *answered.blocks], truths=[asked.truth, answered.truth], title="", about=case
    )


def _reply_and_proposal(deal: Dealer, pools: Pools) -> Document:
    case = make_case(deal, pools)
    answered = compose(deal, pools, case, formal=True)
    answered.truth.unscored.add("body")
    asked = proposal(deal, pools, case, numbered=True)
    for name in ("proposers", "others", "collective"):
        asked.truth.unscored.add(name)
    return Document(
        blocks=[*answered.blocks, Block("head", deal.one(("附：提案原文", "附件：提案内容"))), *asked.blocks],
        truths=[answered.truth, asked.truth],
        title="",
        about=case,
    )


def _proposal(deal: Dealer, pools: Pools) -> Document:
    case = make_case(deal, pools)
    piece = proposal(deal, pools, case, numbered=deal.chance(50))
    return Document(blocks=piece.blocks, truths=[piece.truth], title="", about=case)


def _field_table(deal: Dealer, pools: Pools) -> Document:
    case = make_case(deal, pools)
    piece = compose(deal, pools, case, plain=True)
    values = piece.truth.values
    people = "、".join(values["proposers"])
    if values["others"]:
        people += f"等{len(values['proposers']) + values['others']}人"
    elif values["others"] is None:
        people += "等"
    raw, normal = deal.way("result", pools.results).split("|")
    public = deal.chance(75)
    labels = deal.one(
        (
            ("案号", "案由", "提案人", "承办单位", "办理结果", "信息公开"),
            ("编号", "标题", "提出人", "主办单位", "办理结果", "是否公开"),
        )
    )
    rows = tuple(
        zip(labels, (case.numbers[0], case.topic.title, people, case.unit, raw, "是" if public else "否"), strict=True)
    )
    values |= {"result_raw": raw, "result": normal, "disclosure_raw": "是" if public else "否"}
    values |= {"disclosure": "public" if public else "withheld", "department": case.unit}
    if labels[3] == "主办单位" and values["role"] is None:
        piece.truth.unscored.add("role")
    if len(case.numbers) > 1:
        piece.truth.unscored.add("numbers")
    piece.truth.unscored.add("title")
    return Document(blocks=[Block("table", "", rows), *piece.blocks], truths=[piece.truth], title="", about=case)


def _co_handling(deal: Dealer, pools: Pools) -> Document:
    case = make_case(deal, pools)
    said = Said()
    form, opening = deal.way("co-handling title", pools.co_titles), deal.way("co-handling opening", pools.co_openings)
    title = fill(deal, case, form, said)
    lead = pools.other_units(deal, case, 1)[0]
    first = fill(deal, case, opening, said)
    middle, _ = points_of(deal, pools, case, deal.way("body", pools.body_shapes))
    signature = case.unit if deal.chance(70) else case.short
    said.units.append(signature)
    day = printed_date(deal, pools, case.signed)
    body = [f"{lead}：", first, case.topic.reply_intro, *middle, signature, *([day] if day else [])]
    roles = re.findall("会办|协办", form + opening)
    made = truth(
        "reply",
        kind=case.kind,
        session=case.session if said.session else None,
        numbers=case.numbers if said.number else [],
        proposers=[case.people[0]] if "{name}" in opening else [],
        department=max(said.units, key=len),
        role=roles[0],
        replied=case.signed.isoformat() if day else None,
        title=title_truth(title),
        body="\n\n".join(body),
    )
    made.accepted = {"role": list(dict.fromkeys(roles)), "numbers": list(case.numbers_accepted)}
    made.unscored = {"suggestions", "consulted"}
    if case.meeting is None or "人代会" in case.session_text:
        made.unscored.add("session.body")
    if not says_kind(case.kind, title + first):
        made.unscored.add("kind")
    signs = [Block("sign", text) for text in body[-2 if day else -1 :]]
    paragraphs = [Block("para", text) for text in body[: -2 if day else -1]]
    return Document(blocks=[Block("title", title), *paragraphs, *signs], truths=[made], title=title, case=case)


def _overview(deal: Dealer, pools: Pools) -> Document:
    first = make_case(deal, pools)
    cases = [first, *(make_case(deal, pools, like=first) for _ in range(deal.number(2, 4)))]
    piece = _statement(deal, pools, first, cases)
    extra = [
        "一、加强领导，压实责任。主要负责人亲自研究，分管负责人具体抓，科室负责人为第一责任人，逐件建立台账。",
        "二、主动沟通，提高质量。坚持办前联系、办中协商、办后回访，与代表委员见面率达到100%。",
        f"三、{deal.one(('存在的不足', '下一步打算'))}。个别答复内容还不够具体，今后将建立承诺事项跟踪机制。",
    ]
    title = deal.one(pools.texts.OVERVIEW_TITLES).format(y=first.year, u=first.unit)
    piece.truth.values |= {"title": title, "body": "\n\n".join([piece.truth["body"], *extra])}
    blocks = [Block("title", title), piece.blocks[1], *(Block("para", text) for text in extra)]
    return Document(blocks=blocks, truths=[piece.truth], title=title, about=first)


def _newspaper(deal: Dealer, pools: Pools) -> Document:
    articles = list(pools.texts.ARTICLES)
    deal.random.shuffle(articles)
    chosen = articles[: deal.number(1, 2)]
    blocks, truths = [], []
    for title, author, paragraphs in chosen:
        blocks += [Block("title", title), Block("line", author), *(Block("para", text) for text in paragraphs)]
        made = truth("update", title=title)
        truths.append(made)
    return Document(blocks=blocks, truths=truths, title="")


def _meeting(deal: Dealer, pools: Pools) -> Document:
    title, subtitle, lead, speeches = deal.one(pools.texts.MEETINGS)
    blocks = [Block("title", f"{title}\n{subtitle}"), Block("para", lead)]
    for heading, speaker, paragraphs in speeches:
        blocks += [Block("head", heading), Block("head", speaker), *(Block("para", text) for text in paragraphs)]
    made = truth("meeting", title=title + subtitle)
    made.accepted["title"] = [title]
    return Document(blocks=blocks, truths=[made], title="")


def _no_reply(deal: Dealer, pools: Pools, shape: str) -> Document:
    """Give a text that speaks of proposals and answers, and is neither."""
    constant = {
        "policy-notice": "POLICY_NOTICES",
        "hearing": "HEARINGS",
        "work-report": "WORK_REPORTS",
        "foreword": "FOREWORDS",
        "quoting-notice": "QUOTING_NOTICES",
        "handling-notice": "HANDLING_NOTICES",
        "work-news": "WORK_NEWS",
        "letter-like": "LETTER_LIKE",
    }[shape]
    title, *number, paragraphs = deal.one(getattr(pools.texts, constant))
    blocks = [Block("title", title), *(Block("head", text) for text in number)]
    blocks += [Block("para", text) for text in paragraphs]
    if shape == "work-news":
        made = truth("update", title=title)
        made.accepted["type"] = ["none"]
    else:
        made = truth("none", title=title)
        made.accepted["type"] = ["update"]
        if shape == "work-report":
            made.accepted["type"].append("report")
    return Document(blocks=blocks, truths=[made], title=title)
