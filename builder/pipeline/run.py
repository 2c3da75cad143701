"""What a run is given, and what it gives."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from builder.diagnostics import BuildFailed, Place, diagnostic, has_errors, in_order
from builder.site import layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from builder.diagnostics import Diagnostic
    from builder.output.staging import Changes


Value = TypeVar("Value")
_PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED_LAYOUTS = _PACKAGE / "layouts" if (_PACKAGE / "layouts").is_dir() else _PACKAGE.parent / "layouts"
"""In an installed package the layouts lie inside it, in a checkout beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The folders of one build."""

    content: Path
    output: Path
    cache: Path
    layouts: tuple[Path, ...]
    """The first that has a template gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build, apart from what."""

    jobs: int = 1
    as_of: str | None = None
    search: bool = True
    data: bool = True
    index_later: bool = False
    """Leave a search index and open data that are out of date to the next build; their pages say so (for `serve`)."""


@dataclass(slots=True)
class Report:
    """What a run found, and what each stage took."""

    clock: Callable[[], float]
    progress: Callable[[str, int, int], None]
    """Is told the stage, how much of it is done, and how much there is."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def keep(self, outcome: tuple[Value, Iterable[Diagnostic]]) -> Value:
        """Store the diagnostics of a stage and hand its value on."""
        value, found = outcome
        self.diagnostics.extend(found)
        return value

    def stop_on_errors(self) -> None:
        """End the build with everything found so far, if any of it is an error."""
        if has_errors(self.diagnostics):
            raise BuildFailed(in_order(self.diagnostics))

    @contextmanager
    def faults_of_layouts(self) -> Iterator[None]:
        """Take a template that is wrong as a problem at its place, which ends the build."""
        try:
            yield
        except layouts.LayoutFault as fault:
            self.diagnostics.append(diagnostic("L060", Place(fault.path, fault.line), problem=fault.problem))
            self.stop_on_errors()

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        """Time a stage; the value tells progress when given how many items are done more."""
        start = self.clock()
        finished = 0

        def done(count: int) -> None:
            nonlocal finished
            finished += count
            self.progress(name, finished, total)

        yield done
        self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - start


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build made."""

    changes: Changes
    pages: int
    rendered: int
    documents: int
    held_back: int
    searchable: int
    search_state: str
    """What the search page says of its index: `ready`, `absent` or `renewing`."""
    data_state: str
    """What the page of the open data says of them."""
    seconds: Mapping[str, float]
    peak_mib: float
    search_peak_mib: float

    def summary(self) -> dict[str, Any]:
        """Give the last line of `--format json`."""
        return {
            "pages": self.pages,
            "rendered": self.rendered,
            "documents": self.documents,
            "held_back": self.held_back,
            "appeared": len(self.changes.appeared),
            "changed": len(self.changes.changed),
            "gone": len(self.changes.gone),
            "searchable": self.searchable,
            "seconds": {stage: round(seconds, 4) for stage, seconds in self.seconds.items()},
            "peak_mib": round(max(self.peak_mib, self.search_peak_mib), 1),
            "search_peak_mib": round(self.search_peak_mib, 1),
        }


def peak_mib() -> float:
    """Tell the largest memory of any one process of this run."""
    import resource

    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(peaks) / unit
