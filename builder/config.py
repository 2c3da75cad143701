"""The site's settings and policies, decoded once from `site.yml` and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.disclosure.public import Licence, Site

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the site does with what is not simply public."""

    lists_on_request: bool = False
    """依申请公开 → 列目录: a row in lists with number, title and unit."""
    counts_withheld: bool = False
    """不予公开 → 计数: one more in a count by the class of the reason."""
    masks_personal_data: bool = False
    """个人信息 → 遮盖: masked; else a build with personal data fails."""
    allowed: frozenset[str] = frozenset()
    """允许: exact strings that the personal-data check passes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything `site.yml` says."""

    site: Site
    policy: Policy = Policy()
    reply_months: int = 3
    publish_workdays: int = 20


def decode(values: Mapping[str, Any]) -> Config:
    """Make the settings from the fields of `site.yml` as `schema.decode` reads them; what was not read is unset."""
    disclosure = values.get("disclosure", {})
    deadlines = values.get("deadlines", {})
    masks = disclosure.get("personal_data") == "mask"
    return Config(
        site=Site(
            title=values.get("title", ""),
            base_url=values.get("base_url"),
            language=values.get("language", "zh-CN"),
            publisher=values.get("publisher"),
            site_id=values.get("site_id"),
            icp=values.get("icp"),
            police_id=values.get("police_id"),
            contact=tuple(values.get("contact", {}).items()),
            corrections=values.get("corrections"),
            masks_personal_data=masks,
            licence=_licence(values.get("licence", {})),
        ),
        policy=Policy(
            lists_on_request=disclosure.get("on_request") == "list",
            counts_withheld=disclosure.get("withheld") == "count",
            masks_personal_data=masks,
            allowed=frozenset(item["text"] for item in disclosure.get("allow", ()) if item.get("text")),
        ),
        reply_months=deadlines.get("reply_months", 3),
        publish_workdays=deadlines.get("publish_workdays", 20),
    )


def _licence(values: Mapping[str, Any]) -> Licence | None:
    return Licence(values["title"], values.get("url")) if values.get("title") else None
