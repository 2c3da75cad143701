"""What the audit judges by is gathered anew only where the content has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.cache import Cache
from builder.disclosure.intake import ReleasedTexts
from builder.pipeline import evidence
from builder.pipeline.planning import plan_site
from builder.pipeline.reading import examine
from builder.pipeline.run import Options
from builder.site import layouts
from tests.conftest import a_report, paths_in
from tests.makers import a_reply, a_site, write_tree

if TYPE_CHECKING:
    from pathlib import Path

    from builder.output.secret import Secrets

WITHHELD = {"信息公开属性": "不予公开", "不公开理由": "内部事务"}
BODY = "住户尹问渠来信反映的情况已经核实，有关处理意见不予公开。\n"


def gathered(folder: Path, **files: str) -> tuple[Secrets, Path]:
    """Take in a small site with *files*, and give its secrets and the cache they were gathered with."""
    tree = a_site(**{"replies/2024/042-mzj.md": a_reply(BODY, 答复编号='"042"', **WITHHELD), **files})
    paths = paths_in(folder)
    write_tree(paths.content, tree)
    report = a_report()
    cache = Cache(paths.cache, paths.content)
    examined = examine(paths, Options(), report, cache)
    plan = plan_site(examined, paths.content, report)
    texts = ReleasedTexts(paths.content, examined.origins, examined.config.policy)
    shown = evidence.shown(lambda: examined.public, plan, layouts.read(paths.layouts), texts)
    documents, policy = examined.archive.documents, examined.config.policy
    return evidence.secrets(documents, examined.digests, policy, paths.content, cache, shown), cache.folder


def test_a_withheld_text_is_a_secret(tmp_path: Path) -> None:
    """The body of a document that may not be shown is searched for, a public one is not."""
    secrets, _ = gathered(tmp_path)

    assert ["replies/2024/042-mzj.md"] == [hit.origin for hit in secrets.in_text("情况已经核实，有关处理意见不予公开")]
    assert [] == [*secrets.in_text("您提出的提案收悉。现答复如下：")]


def test_an_edit_of_a_public_document_keeps_the_secrets(tmp_path: Path) -> None:
    """What was found clean need not be read again when only public documents have changed."""
    before, _ = gathered(tmp_path)
    after, _ = gathered(tmp_path, **{"replies/2024/041-mzj.md": a_reply("张文委员：\n\n答复已经修改。\n")})

    assert before.digest == after.digest


def test_an_edit_of_a_withheld_document_makes_other_secrets(tmp_path: Path) -> None:
    """A changed secret has to be looked for everywhere."""
    before, _ = gathered(tmp_path)
    changed = a_reply(BODY + "另有补充意见一并不予公开，请注意。\n", 答复编号='"042"', **WITHHELD)
    after, _ = gathered(tmp_path, **{"replies/2024/042-mzj.md": changed})

    assert before.digest != after.digest
    assert [*after.in_text("另有补充意见一并不予公开")]


def test_a_lost_cache_changes_nothing(tmp_path: Path) -> None:
    """The cache only saves time."""
    before, folder = gathered(tmp_path)
    found = [*before.in_text(BODY)]
    for name in ("secrets", "secret-digests"):
        (folder / name).unlink(missing_ok=True)
    after, _ = gathered(tmp_path)

    assert found == [*after.in_text(BODY)]
    assert before.digest == after.digest
