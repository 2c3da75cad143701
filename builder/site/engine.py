"""
Set up the template engine: everything escaped, nothing undefined, templates from memory.

What a template says with a plain key, `t('label.number')`, is the same on every page of a site.  Such calls are made
once, when the template is compiled, and their result stands in its code like the HTML around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONSTANT = ("t", "url", "asset")
"""Functions whose result depends on nothing but their arguments and the site."""


def engine_of(templates: Mapping[str, str], names: Mapping[str, object], cache: Path | None) -> Environment:
    """
    Make an engine.

    Args:
        names: What templates see besides what they are rendered with.
        cache: A private folder for compiled templates; another one for each version of the words and assets.
    """
    if cache is not None:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = _Engine(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache is not None else None,
    )
    engine.globals.update(names)
    return engine


class _Engine(Environment):
    """An engine that makes constant calls while it compiles."""

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
