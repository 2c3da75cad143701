"""
Set up the template engine: everything escaped, nothing undefined, templates from memory.

What is the same on every page is settled when a template is compiled.  What it says with a plain key,
`t('label.number')`, stands in the code like the HTML around it.  The names that all templates see are looked up in no
context.  A call is a call, past the engine's look for functions that want its context, since none of ours does; `a.b`
is the attribute of a value, since views have nothing else; a macro is a function of its arguments, whose result needs
no escaping.  All of these happen a hundred times on a page.
"""

from __future__ import annotations

from traceback import extract_tb
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer

from builder.site.layouts import LayoutFault

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from jinja2.compiler import Frame, MacroRef
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

FIXED = frozenset({"t", "say", "text", "zh", "url", "asset", "once", "site"})
"""Names that mean the same wherever they stand; `row` is a function on a page, and a value in the template of a row."""
CONSTANT = frozenset({"t", "url", "asset"})
"""Functions whose result depends on nothing but their arguments and the site."""
MARKUP = frozenset({"t", "say", "zh", "url", "asset", "row", "once"})
"""Functions whose result is escaped already."""

_NAMES = "names."
"""Where the engine keeps them."""


def engine_of(templates: Mapping[str, str], names: Mapping[str, object], cache: Path | None) -> Environment:
    """
    Make an engine.

    Args:
        names: What templates see besides what they are rendered with.
        cache: A private folder for compiled templates; another one for each version of the words and assets.
    """
    if cache is not None:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)

    def load(name: str) -> tuple[str, str, None] | None:
        """Give a source with a name by which tracebacks call it."""
        return (templates[name], f"layouts/{name}", None) if name in templates else None

    return _Engine(
        names,
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache is not None else None,
    )


def fault_of(error: Exception) -> LayoutFault | None:
    """Find the place in the layouts at which the engine gave up; `None`: another error, not of the layouts."""
    if isinstance(error, TemplateSyntaxError):
        return LayoutFault(error.filename or f"layouts/{error.name}", error.lineno, error.message or "")
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith("layouts/")]
    path, line = (own[-1].filename, own[-1].lineno or 1) if own else ("layouts", 1)
    if isinstance(error, TemplateError):
        return LayoutFault(path, line, error.message or type(error).__name__)
    if isinstance(error, AttributeError) and own and frames[-1] is own[-1]:
        return LayoutFault(path, line, str(error))
    return None


class _Calls(CodeGenerator):
    """Writes calls, attributes and macros as Python has them, and names the short ways to markup."""

    _macros: AbstractSet[str] = frozenset()
    """Names that stand for nothing else in the template at hand."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by the engine
        named = _named(node)
        self._macros = named.macros - named.variables
        super().visit_Template(node, frame)
        # At the end of the module, whose functions look these names up when they are called.
        short_ways = "as_markup as Markup, joined as markup_join, shown as escape"
        self.writeline(f"from builder.site.translations import {short_ways}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the engine's own signature
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for arg in node.args:
            self.visit(arg, frame)
            self.write(", ")
        for kwarg in node.kwargs:
            self.visit(kwarg, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by the engine
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        names = [arg.name for arg in macro_ref.node.args]
        taken = ", ".join([*[f"{name}=missing" for name in names], "*", "t_0=macro"])
        self.write(f"lambda {taken}: Markup(t_0({', '.join(names)}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._is_markup(node):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _is_markup(self, node: nodes.Expr) -> bool:
        match node:
            case nodes.Call(node=nodes.Name(name=name)):
                return name in self._macros or name == "row"
            case nodes.Call(node=nodes.EnvironmentAttribute(name=name)):
                return name.removeprefix(_NAMES) in MARKUP
            case _:
                return False


class _Component(Template):
    """A template whose macros are made once: all templates of a site see the same names."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - the engine's own signature
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Engine(Environment):
    """An engine that makes constant calls while it compiles."""

    code_generator_class = _Calls
    template_class = _Component

    def __init__(self, names: Mapping[str, object], **settings: Any) -> None:  # noqa: ANN401 - the engine's own
        super().__init__(**settings)
        self.names = SimpleNamespace(**names)
        self.globals.update(names)
        self._loaded: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - named by the engine
    ) -> Template:
        """Give a template; one that is there stays as it is."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give all names in one dictionary, which is copied for every page: ours are complete before a template is."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        named = _named(tree)
        fixed = FIXED - named.macros - named.variables
        settled: nodes.Template = _Settled({name: getattr(self.names, name) for name in fixed}).visit(tree)
        return settled


class _Settled(NodeTransformer):
    """Puts what a name means in its place, and the result in the place of a call that is the same on every page."""

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names

    def visit_Name(self, name: nodes.Name) -> nodes.Expr:  # noqa: N802 - named by the engine
        return nodes.EnvironmentAttribute(_NAMES + name.name) if name.name in self._names else name

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - named by the engine
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        function = self._names.get(name) if name in CONSTANT else None
        self.generic_visit(call)
        if not callable(function) or call.kwargs or not all(isinstance(arg, nodes.Const) for arg in call.args):
            return call
        return nodes.Const(function(*[arg.value for arg in call.args if isinstance(arg, nodes.Const)]))


class _Named(NamedTuple):
    """What a template gives a name itself."""

    macros: set[str]
    """Its own, and those that it imports."""
    variables: set[str]
    """And the arguments of macros."""


def _named(tree: nodes.Template) -> _Named:
    named = _Named(set(), set())
    for found in tree.find_all((nodes.Name, nodes.Macro, nodes.FromImport)):
        match found:
            case nodes.Name(name=name, ctx="load"):
                pass
            case nodes.Name(name=name):
                named.variables.add(name)
            case nodes.Macro(name=name):
                named.macros.add(name)
            case nodes.FromImport(names=names):
                named.macros.update(name if isinstance(name, str) else name[1] for name in names)
    return named
