"""The layouts: every sentence translated, nothing said in a template, every component holds whatever it is given."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from markupsafe import Markup, escape

from builder.site import assets, layouts

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUTS = Path(__file__).parents[2] / "layouts"
COMPONENTS = LAYOUTS / "components"
TEMPLATES = sorted(LAYOUTS.rglob("*.html"))
STYLES = sorted(LAYOUTS.rglob("*.css"))
TOKENS = LAYOUTS / "assets" / "css" / "tokens.css"

HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
# Paper's own black and grey: a printer has no dark scheme.
PRINT_SHEET = "print.css"
VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})


# --- Words ------------------------------------------------------------------------------------------------------------


def flat(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give every sentence of a language under its dotted key."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def sentences(language: str) -> dict[str, str]:
    """Read a language."""
    return dict(flat(yaml.safe_load((LAYOUTS / "i18n" / f"{language}.yml").read_text("utf-8"))))


def gaps(sentence: str) -> set[str]:
    """Name the gaps of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def keys_in(template: Path) -> Iterator[tuple[str, bool]]:
    """Find what a template asks `t` for: a whole key, or (True) the beginning of one that a value completes."""
    tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            key = call.args[0]
            if isinstance(key, nodes.Const):
                yield key.value, False
            else:
                assert isinstance(key, nodes.Concat)
                assert isinstance(key.nodes[0], nodes.Const)
                yield key.nodes[0].value, True


CHINESE, ENGLISH = sentences("zh-CN"), sentences("en")


def test_the_languages_have_the_same_keys() -> None:
    """What is said in one language is said in the other."""
    assert set(CHINESE) == set(ENGLISH)


def test_the_languages_have_the_same_gaps() -> None:
    """A sentence loses none of its values in translation."""
    chinese = {key: gaps(sentence) for key, sentence in CHINESE.items()}

    assert chinese == {key: gaps(sentence) for key, sentence in ENGLISH.items()}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_every_key_of_a_template_exists(template: Path) -> None:
    """A template asks for no sentence that nobody wrote."""
    missing = [
        key
        for key, is_beginning in keys_in(template)
        if not (any(known.startswith(key) for known in CHINESE) if is_beginning else key in CHINESE)
    ]

    assert [] == missing


# --- Templates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_a_template_says_nothing_itself(template: Path) -> None:
    """All that can be read on a page comes from a document or from i18n."""
    words = HAN.findall(re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.DOTALL))

    assert [] == words


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_a_template_fits_on_a_screen_or_two(template: Path) -> None:
    """A template is at most 120 lines long."""
    assert len(template.read_text("utf-8").splitlines()) <= 120


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_a_template_introduces_itself_and_runs_nothing(template: Path) -> None:
    """The first line says what it is; there is no inline style, no inline handler, and every import is a fixed name."""
    source = template.read_text("utf-8")
    tree = Environment(autoescape=True).parse(source)
    sources = tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends))

    assert source.startswith("{#")
    assert [] == re.findall(r"<style|\sstyle=|\son[a-z]+=", source)
    assert all(isinstance(found.template, nodes.Const) for found in sources)


# --- Styles -----------------------------------------------------------------------------------------------------------


def test_all_styles_together_are_small() -> None:
    """The style sheet of the whole site weighs less than 25 KB as it is published."""
    published = dict(assets.table(layouts.read((LAYOUTS,))).files)

    assert sum(len(data) for path, data in published.items() if path.endswith(".css")) < 25_000


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_colours_are_tokens(sheet: Path) -> None:
    """A colour is written in tokens.css and nowhere else, the black of the print sheet apart."""
    found = [] if sheet == TOKENS or sheet.name == PRINT_SHEET else COLOUR.findall(sheet.read_text("utf-8"))

    assert [] == found


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: str(path.relative_to(LAYOUTS)))
def test_styles_fetch_nothing(sheet: Path) -> None:
    """No sheet imports another or names a file, so no page asks for a font or a picture."""
    assert [] == re.findall(r"@import|@font-face|url\(", sheet.read_text("utf-8"))


def palettes() -> list[dict[str, str]]:
    """Read the sets of colours: light, dark, and both in high contrast."""
    blocks = re.findall(r":root \{(.*?)\n *\}", TOKENS.read_text("utf-8"), re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Compute the relative luminance of `#rgb` or `#rrggbb` as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=("light", "dark", "high contrast", "high contrast, dark"))
def test_every_set_of_colours_can_be_read(palette: dict[str, str]) -> None:
    """Words stand out from their ground at 4.5:1, the borders of controls at 3:1, in every set of colours."""
    grounds = (palette["paper"], palette["sheet"])

    assert all(contrast(palette[ink], ground) >= 4.5 for ink in ("ink", "muted", "seal") for ground in grounds)
    assert all(contrast(palette["edge"], ground) >= 3 for ground in grounds)
    assert contrast(palette["on-seal"], palette["seal"]) >= 4.5


# --- Components -------------------------------------------------------------------------------------------------------


def described(folder: Path) -> dict[str, Any]:
    """Read what a component says of itself."""
    description: dict[str, Any] = yaml.safe_load((folder / "component.yaml").read_text("utf-8"))
    return description


def examples() -> Iterator[Any]:
    """Give every example of every component, with a name to find it by."""
    for folder in sorted(COMPONENTS.iterdir()):
        for kind in ("macros", "templates"):
            for name, part in described(folder).get(kind, {}).items():
                for number, example in enumerate(part["examples"], 1):
                    yield pytest.param(folder.name, kind, name, example, id=f"{folder.name}-{name}-{number}")


def values(plain: Any) -> Any:
    """Turn mappings into values with attributes, which is what views are made of."""
    if isinstance(plain, dict):
        return SimpleNamespace(**{name: values(value) for name, value in plain.items()})
    return [values(value) for value in plain] if isinstance(plain, list) else plain


def t(key: str, **filled: object) -> Markup:
    """Say a Chinese sentence, its gaps escaped unless they are markup."""
    return Markup(escape(CHINESE[key])).format(**filled)  # noqa: S704 - escaped


def say(words: SimpleNamespace) -> str:
    """Say a `Words` value."""
    return t(words.key, **dict(words.values)) if words.key else dict(words.values)["text"]


SITE = SimpleNamespace(
    title="<b>站</b>",
    language="zh-CN",
    content_language=None,
    sections=("years", "departments"),
    more=("reports",),
    pages=[SimpleNamespace(label="<b>页</b>", address="/about/")],
    publisher="<b>主办</b>",
    address="<b>址</b>",
    postcode="000000",
    phone="0999-5550100",
    site_id="<b>码</b>",
    icp="<b>备</b>",
    police_id="<b>警</b>",
    corrections="https://example.org/?a=1&b=2",
)


def environment() -> Environment:
    """Make the layouts' environment as the renderer does, with links that stay what they are."""
    made = Environment(loader=FileSystemLoader(LAYOUTS), autoescape=True, undefined=StrictUndefined)
    made.globals.update(
        t=t, say=say, text=say, zh=escape, url=str, asset=str, site=SITE, once=lambda macro, value: macro(value)
    )
    return made


class Balance(HTMLParser):
    """Reads HTML and notes every tag that is closed out of turn or left open."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open an element."""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize(("component", "kind", "name", "example"), list(examples()))
def test_a_component_holds_whatever_it_is_given(component: str, kind: str, name: str, example: dict[str, Any]) -> None:
    """Every example renders: with nothing undefined, every element closed, and markup in a value shown as text."""
    given = {parameter: values(value) for parameter, value in example.items()}
    if kind == "macros":
        module = environment().get_template(f"components/{component}/macro.html").module
        html = str(getattr(module, name)(**given))
    else:
        html = environment().get_template(f"components/{component}/{name}.html").render(**given)
    balance = Balance()
    balance.feed(html)

    assert ([], []) == (balance.open, balance.wrong)
    assert not re.search(r"<b>[^0-9]", html)


@pytest.mark.parametrize("folder", sorted(COMPONENTS.iterdir()), ids=lambda path: path.name)
def test_a_component_describes_its_parameters(folder: Path) -> None:
    """`component.yaml` names every macro with exactly the parameters that it takes."""
    path = folder / "macro.html"
    taken = {}
    if path.exists():
        tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
        taken = {macro.name: [arg.name for arg in macro.args] for macro in tree.find_all(nodes.Macro)}
    told = {name: list(part["parameters"]) for name, part in described(folder).get("macros", {}).items()}

    assert taken == told
