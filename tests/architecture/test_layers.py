"""The shape of the program: who may know what, who may touch what.  The folders of `builder/` are read, not run."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "builder"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
BLIND = sorted(name for name in MODULES if name.startswith("builder.site"))

# What a blind module may know of the rest of the program: the records that passed the door, and how a gap is filled.
KNOWN_TO_THE_BLIND = {"builder", "builder.disclosure", "builder.disclosure.public", "builder.gaps"}

# A package and the modules that know it.  One that several know says why.
THIRD_PARTY = {
    "chinese_calendar": {"builder.site.figures.days"},
    "jinja2": {"builder.site.engine", "builder.site.render"},  # the second one for the type of the engine
    # Text that is HTML.
    "markupsafe": {
        "builder.site.render",
        "builder.site.translations",
        "builder.site.views.values",
    },
    "markdown": {"builder.site.dialect"},
    "yaml": {  # the content read, drafts of it written, and the words of the layouts
        "builder.content.frontmatter",
        "builder.importing.drafts",
        "builder.site.translations",
    },
    "watchdog": {"builder.preview.watch"},
    "pagefind_bin": {"builder.output.search"},
    "numpy": {  # the search of many files
        "builder.output.flat",
        "builder.output.needles",
        "builder.output.sweep",
        "builder.output.checksums",
    },
    "pypdf": {  # a document opened in one module; the others name and make objects of it
        "builder.output.unpack.pdf.reader",
        "builder.output.unpack.pdf.objects",
        "builder.output.unpack.pdf.drawings",
        "builder.output.unpack.pdf.fonts",
    },
    "lxml": {  # parsed in one module; the others name the type of an element
        "builder.importing.readers.package",
        "builder.importing.readers.docx",
        "builder.importing.readers.numbering",
        "builder.importing.readers.styles",
        "builder.importing.readers.wordml",
    },
    "pypdfium2": {"builder.importing.readers.pdf"},
    "openpyxl": {"builder.importing.readers.sheets"},
    "rcssmin": {"builder.site.assets"},
    "selectolax": {"builder.importing.readers.page"},
}

# Blind modules that read files: the layouts, which hold nothing of the content.
FILES = {"builder.site.layouts", "builder.site.engine"}
TOUCHES_FILES = re.compile(
    r"(?<![\w.])open\(|\.(?:read|write)_(?:text|bytes)\(|\.(?:mkdir|unlink|iterdir|glob|rglob)\("
)
# It reckons with dates: it takes the type from the library, and never asks which day it is.
DATES = "builder.site.figures.days"
ASKS_THE_CLOCK = re.compile(r"\b(?:today|now|utcnow|fromtimestamp)\b")
CLOCK_OR_ENVIRONMENT = {"time", "datetime", "random", "secrets", "os", "socket", "getpass", "platform", "locale"}


@cache
def tree_of(module: str) -> ast.Module:
    """Read a module."""
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Name everything that a module imports: at any depth, also for types only."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: imports are absolute"
            source = node.module or ""
            members = {f"{source}.{alias.name}" for alias in node.names}
            found.update((members & MODULES.keys()) or {source})
    return frozenset(found)


def own(module: str) -> set[str]:
    """Name the modules of this program that a module imports."""
    return {name for name in imported(module) if name in MODULES}


@pytest.mark.parametrize("module", BLIND)
def test_a_module_past_the_door_cannot_name_a_raw_document(module: str) -> None:
    """It knows blind modules and public records, so nothing unreleased can reach a page through it."""
    assert set() == {name for name in own(module) if not name.startswith("builder.site")} - KNOWN_TO_THE_BLIND


@pytest.mark.parametrize("module", sorted(KNOWN_TO_THE_BLIND))
def test_what_the_blind_know_knows_nobody(module: str) -> None:
    """What the blind may know leads nowhere else."""
    assert set() == own(module)


def test_what_makes_pages_meets_raw_documents_in_the_pipeline_alone() -> None:
    """Beside the door only the stages of a build, and the commands that explain, see both sides."""
    before = {name for name in MODULES if name.startswith(("builder.content.", "builder.disclosure."))}
    both = {
        name
        for name in MODULES
        if own(name) & (before - KNOWN_TO_THE_BLIND) and any(other.startswith("builder.site.") for other in own(name))
    }
    beside = ("builder.disclosure.", "builder.importing.", "builder.pipeline")

    assert {"builder.explain", "builder.reference"} == {name for name in both if not name.startswith(beside)}


def test_views_are_values() -> None:
    """What a template may see knows nothing but other values."""
    rooms = [name for name in MODULES if name.startswith("builder.site.views.")]

    assert set() == {name for room in rooms for name in own(room)} - set(rooms)


def test_a_plan_knows_nothing_of_what_its_pages_look_like() -> None:
    """Which pages there are is decided before anything is put into words."""
    looks = tuple(
        f"builder.site.{name}" for name in ("compose", "render", "engine", "layouts", "translations", "exports")
    )
    rooms = [name for name in MODULES if name.startswith("builder.site.plan")]

    assert [] == [name for room in rooms for name in own(room) if name.startswith(looks)]


def test_the_import_is_known_to_the_command_line_alone() -> None:
    """A build knows nothing of raw files, and what reads formats knows nothing of proposals."""
    inside = {name for name in MODULES if name.startswith("builder.importing")}
    readers = {name for name in inside if name.startswith("builder.importing.readers")}
    formats = {f"builder.importing.{name}" for name in ("text", "limits", "kinds", "zips", "files")}

    assert {"builder.cli"} == {name for name in MODULES.keys() - inside if own(name) & inside}
    assert set() == {name for reader in readers for name in own(reader) & inside} - readers - formats - {
        "builder.importing"
    }


def test_no_module_needs_itself() -> None:
    """No two modules import each other, over however many steps."""
    state: dict[str, str] = {}

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert state.get(module) != "open", " -> ".join((*way, module))
        if module not in state:
            state[module] = "open"
            for name in sorted(own(module) - {"builder", "builder.site", "builder.content", "builder.disclosure"}):
                visit(name, (*way, module))
            state[module] = "done"

    for module in MODULES:
        visit(module, ())


def test_each_package_is_known_to_few() -> None:
    """A third-party package is imported in the modules named above, and no other package at all."""
    users: dict[str, set[str]] = {}
    for module in MODULES:
        for name in {name.partition(".")[0] for name in imported(module)}:
            if name not in sys.stdlib_module_names and name != "builder":
                users.setdefault(name, set()).add(module)

    strangers = {name: modules - THIRD_PARTY.get(name, set()) for name, modules in users.items()}

    assert {} == {name: modules for name, modules in strangers.items() if modules}


@pytest.mark.parametrize("module", BLIND)
def test_a_blind_module_does_not_read_files(module: str) -> None:
    """Texts and settings are handed to it; only layouts are read."""
    if module not in FILES:
        assert [] == TOUCHES_FILES.findall(MODULES[module].read_text("utf-8"))


@pytest.mark.parametrize("module", BLIND)
def test_a_blind_module_knows_no_clock_and_no_environment(module: str) -> None:
    """The same records make the same site, on any machine and any day."""
    allowed = {"datetime"} if module == DATES else set()

    assert set() == {name.partition(".")[0] for name in imported(module)} & CLOCK_OR_ENVIRONMENT - allowed
    assert not ASKS_THE_CLOCK.search(MODULES[module].read_text("utf-8")) or not allowed


@pytest.mark.parametrize("module", BLIND)
def test_an_address_is_made_in_one_place(module: str) -> None:
    """No other module writes the beginning of an address, and none encodes one."""
    if module in {"builder.site.routes", "builder.site.references"}:
        return
    beginnings = re.compile(r"^/(?:proposals|replies|years|departments|sessions|results|topics|proposers|attachments)/")
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree_of(module))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
    }
    strings = {node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant)} - docstrings

    assert [] == [text for text in strings if isinstance(text, str) and beginnings.match(text) and "\n" not in text]
    assert "urllib.parse.quote" not in imported(module)


# --- Views and templates ----------------------------------------------------------------------------------------------

TEMPLATES = "\n".join(
    path.read_text("utf-8")
    for folder in ("pages", "components")
    for path in sorted((ROOT / "layouts" / folder).rglob("*"))
    if path.suffix in {".html", ".xml", ".txt"}
) + (ROOT / "layouts" / "base.html").read_text("utf-8")

# Fields that no template writes: what names a value, and what becomes the ready string `json_ld`.
NOT_WRITTEN = {("MatterRow", "digest"), ("DocumentRow", "digest"), ("DocumentRow", "kind"), ("Frame", "facts")}


def view_classes() -> list[ast.ClassDef]:
    """List every view, and every value in one, room by room."""
    rooms = [module for module in MODULES if module.startswith("builder.site.views.")]
    return [node for room in rooms for node in tree_of(room).body if isinstance(node, ast.ClassDef)]


def view_fields() -> list[tuple[str, str]]:
    """List every field of every view."""
    return [
        (node.name, field.target.id)
        for node in view_classes()
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    ]


@pytest.mark.parametrize(("view", "field"), view_fields(), ids=str)
def test_every_field_of_a_view_is_used(view: str, field: str) -> None:
    """What no template asks for is not handed to templates."""
    if view != "Words" and (view, field) not in NOT_WRITTEN:
        assert re.search(rf"\.{field}\b|'{field}'", TEMPLATES), f"{view}.{field}"


def test_every_view_and_field_is_explained() -> None:
    """Each class has a docstring; a field whose name does not say it all has one below it."""
    assert [] == [node.name for node in view_classes() if not ast.get_docstring(node)]


def test_every_view_has_one_name() -> None:
    """What stands in a room of the views is known by the name of the package, once."""
    package = tree_of("builder.site.views")
    known = [alias.name for node in package.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    made = [node.name for node in view_classes()]

    assert sorted(made) == sorted(set(known) & set(made))
    assert len(known) == len(set(known))
