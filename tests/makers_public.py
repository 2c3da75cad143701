"""Public records by hand: valid by default, one keyword changes one thing."""

from __future__ import annotations

from typing import TypeVar

from builder.disclosure.public import (
    Printed,
    PublicArchive,
    PublicAttachment,
    PublicDepartment,
    PublicMeeting,
    PublicPage,
    PublicProposal,
    PublicReply,
    PublicReport,
    PublicSession,
    PublicUpdate,
    Site,
)

Record = TypeVar("Record", PublicProposal, PublicReply, PublicReport, PublicMeeting, PublicUpdate, PublicPage)


def a_site(**changes: object) -> Site:
    """Make the settings of a site without an address."""
    site = Site(
        title="澜川市建议提案答复公开",
        base_url=None,
        language="zh-CN",
        publisher="澜川市政协办公室",
        site_id=None,
        icp=None,
        police_id=None,
        contact=(),
        corrections=None,
        masks_personal_data=False,
    )
    return site._replace(**changes)


def a_department(slug: str = "mzj", **changes: object) -> PublicDepartment:
    """Make a unit."""
    unit = PublicDepartment(slug, f"市{slug}局", f"{slug}局", None, None, None, (0, slug))
    return unit._replace(**changes)


def a_session(slug: str = "zx-5-1", **changes: object) -> PublicSession:
    """Make a session of the 政协."""
    return PublicSession(slug, "cppcc", "市政协五届一次会议", 5, 1, 2022)._replace(**changes)


def a_proposal(number: str = "023", **changes: object) -> PublicProposal:
    """Make a proposal with the number in its path, without a text."""
    return _sealed(
        PublicProposal(
            digest="",
            row="",
            path=f"proposals/2022/{number}.md",
            session="zx-5-1",
            year=2022,
            number=number,
            key=number.lstrip("0"),
            title=f"关于第{number}件事的提案",
            proposers=("周岚",),
            others=None,
            lead=("mzj",),
            co_handlers=(),
            submitted="2022-01-10",
            assigned=None,
            due=None,
            disclosure="public",
            disclosure_printed="可以公开",
            summary=None,
            text=None,
            topics=(),
            key_item=False,
            attachments=(),
            references=(),
        ),
        changes,
    )


def a_reply(number: str = "023", **changes: object) -> PublicReply:
    """Make a reply to a number."""
    return _sealed(
        PublicReply(
            digest="",
            row="",
            path=f"replies/2022/{number}-mzj.md",
            session="zx-5-1",
            year=2022,
            numbers=(number,),
            keys=(number.lstrip("0"),),
            name=f"{number}-mzj",
            department="mzj",
            place=1,
            follows=None,
            title=f"对第{number}号提案的答复",
            role="sole",
            consulted=(),
            doc_number=None,
            signer=None,
            replied="2022-05-20",
            published=None,
            result="solved",
            result_printed="A",
            printed=Printed(),
            adoption=None,
            commitments=(),
            answered_points=(),
            satisfaction=None,
            disclosure="public",
            disclosure_printed="可以公开",
            summary=None,
            text=None,
            topics=(),
            key_item=False,
            contact=None,
            attachments=(),
            references=(),
        ),
        changes,
    )


def a_report(name: str = "zongjie", **changes: object) -> PublicReport:
    """Make a report of the whole site."""
    return _sealed(
        PublicReport(
            digest="",
            row="",
            path=f"reports/2022/{name}.md",
            year=2022,
            name=name,
            title="2022年办理总体情况",
            unit=None,
            figures=(("handled", "8"),),
            disclosure="public",
            disclosure_printed="主动公开",
            summary=None,
            text=None,
            attachments=(),
            references=(),
        ),
        changes,
    )


def a_meeting(name: str = "xieshang", **changes: object) -> PublicMeeting:
    """Make a meeting without speeches."""
    return _sealed(
        PublicMeeting(
            digest="",
            row="",
            path=f"meetings/2022/{name}.md",
            year=2022,
            name=name,
            title="专题协商会",
            date="2022-07-01",
            theme="养老",
            disclosure="public",
            disclosure_printed="主动公开",
            summary=None,
            text=None,
            speeches=(),
            attachments=(),
            references=(),
        ),
        changes,
    )


def an_update(name: str = "dongtai", **changes: object) -> PublicUpdate:
    """Make a piece of news."""
    return _sealed(
        PublicUpdate(
            digest="",
            row="",
            path=f"updates/2022/{name}.md",
            year=2022,
            name=name,
            title="交办会召开",
            date="2022-03-01",
            source=None,
            author=None,
            related=(),
            disclosure="public",
            disclosure_printed="主动公开",
            summary=None,
            text=None,
            attachments=(),
            references=(),
        ),
        changes,
    )


def a_page(name: str = "about", **changes: object) -> PublicPage:
    """Make a standing page."""
    return _sealed(
        PublicPage(
            digest="",
            row="",
            path=f"pages/{name}.md",
            name=name,
            title="关于本站",
            disclosure="public",
            disclosure_printed="主动公开",
            summary=None,
            text=None,
            attachments=(),
            references=(),
        ),
        changes,
    )


def an_attachment(path: str = "2022/biao.pdf", **changes: object) -> PublicAttachment:
    """Make a file."""
    return PublicAttachment(path, "附表", 2048, "0" * 8)._replace(**changes)


def an_archive(**parts: object) -> PublicArchive:
    """Make an archive with one unit and one session, and nothing else but *parts*."""
    archive = PublicArchive(
        site=a_site(),
        departments=(a_department(),),
        sessions=(a_session(),),
        topics=(),
        proposals=(),
        replies=(),
        reports=(),
        meetings=(),
        updates=(),
        pages=(),
        listed=(),
        withheld=(),
        redirects=(),
        as_of=None,
    )
    return archive._replace(**parts)


def _sealed(record: Record, changes: dict[str, object]) -> Record:
    """Change a record, and give it the digests that the door would: here simply all that it holds."""
    changed = record._replace(**changes)
    whole = repr(changed)
    return changed._replace(digest=whole, row=repr(changed._replace(text=None, summary=None, references=())))
