"""
Set up the template engine: everything escaped, nothing undefined, templates from memory.

Three things are settled when a template is compiled.  What it says with a plain key, `t('label.number')`, is the same
on every page of a site: such calls are made once, and their result stands in the code like the HTML around it.  Calls
go straight to the function, past the engine's look for ones that want its context, since none of ours does.  Values
are escaped, and macros called, by the short ways `shown` and `ShortMacro`, since both happen a hundred times on a page.
"""

from __future__ import annotations

from traceback import extract_tb
from typing import TYPE_CHECKING, Any

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
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer

from builder.site.layouts import LayoutFault
from builder.site.translations import as_markup

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from pathlib import Path

    from jinja2.compiler import Frame
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

CONSTANT = ("t", "url", "asset")
"""Functions whose result depends on nothing but their arguments and the site."""
MARKUP = frozenset({"t", "say", "zh", "url", "asset", "row", "once"})
"""Functions whose result is escaped already."""


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

    engine = _Engine(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache is not None else None,
    )
    engine.globals.update(names)
    return engine


def fault_of(error: TemplateError) -> LayoutFault:
    """Find the place in the layouts at which the engine gave up."""
    if isinstance(error, TemplateSyntaxError):
        return LayoutFault(error.filename or f"layouts/{error.name}", error.lineno, error.message or "")
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.startswith("layouts/")]
    path, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else ("layouts", 1)
    return LayoutFault(path, line, error.message or type(error).__name__)


class ShortMacro(Macro):
    """A macro that is called by the names of its arguments, as ours are."""

    def __call__(self, *args: object, **kwargs: object) -> str:
        """Call the macro; a call that is not just as it should be is left to the engine."""
        if args or len(kwargs) != len(self.arguments) or self.catch_kwargs or self.catch_varargs or self.caller:
            return super().__call__(*args, **kwargs)
        try:
            values = [kwargs[name] for name in self.arguments]
        except KeyError:
            return super().__call__(**kwargs)
        return as_markup(self._func(*values))


class _Calls(CodeGenerator):
    """Writes a call as a call, and names the short ways."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by the engine
        super().visit_Template(node, frame)
        # At the end of the module, whose functions look these names up when they are called.
        self.writeline("from builder.site.engine import ShortMacro as Macro")
        self.writeline("from builder.site.translations import shown as escape")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - the engine's own signature
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_markup(node):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


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

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give all names in one dictionary, which is copied for every page: ours are complete before a template is."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Constants(self.globals).visit(super()._parse(source, name, filename))
        return tree


class _Constants(NodeTransformer):
    """Puts the result in the place of a call that is the same on every page."""

    def __init__(self, names: Mapping[str, object]) -> None:
        self._functions = {name: names[name] for name in CONSTANT if name in names}

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - named by the engine
        self.generic_visit(call)
        function = self._functions.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if not callable(function) or call.kwargs or not all(isinstance(arg, nodes.Const) for arg in call.args):
            return call
        return nodes.Const(function(*[arg.value for arg in call.args if isinstance(arg, nodes.Const)]))


def _is_markup(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKUP
