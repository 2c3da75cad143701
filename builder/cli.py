"""
The command line: words in, an exit status out.

Only here are the clock, the environment and the arguments read.  Exit status: 0 fine, also with warnings; 1 errors in
the content or in what is examined; 2 wrong usage, missing program, disk, permission, lock; 3 a fault of ours.

Everything heavy is imported by the verb that needs it, since `--help` should answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

from builder import __version__
from builder.phrases import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from builder.pipeline.run import Options, Paths, Report

VERBS = ("build", "check", "serve", "import", "new", "audit", "explain")
FINE, BAD_CONTENT, BAD_ENVIRONMENT, FAULT = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # no locale, and no odd file name, may stop a message
    words = list(sys.argv[1:] if argv is None else argv)
    language = _language(words)
    if not words or (words[0] not in VERBS and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "build")
    arguments = _parser(language).parse_args(words)
    arguments.lang = language
    try:
        return _COMMANDS[arguments.verb](arguments)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to be said
        return FINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last resort: say whose fault it is, and all that is known
        return _failed(error, arguments)


def _failed(error: Exception, arguments: argparse.Namespace) -> int:
    from builder.diagnostics import BuildFailed, Diagnostic, EnvironmentProblem, as_json, as_text, has_errors

    if isinstance(error, BuildFailed):
        _print_diagnostics(error.diagnostics, arguments)
        errors = sum(has_errors((found,)) for found in error.diagnostics)
        _err(say("stopped", arguments.lang, errors=errors))
        return BAD_CONTENT
    if isinstance(error, EnvironmentProblem):
        found = error.args[0]
        if isinstance(found, Diagnostic):
            is_json = arguments.format == "json"
            print((as_json if is_json else as_text)(found, arguments.lang), file=sys.stdout if is_json else sys.stderr)
        else:
            _err(str(found))
        return BAD_ENVIRONMENT
    if isinstance(error, OSError):  # a disk that fills up does not say at which file
        _err(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return BAD_ENVIRONMENT
    import traceback

    _err(say("fault", arguments.lang))
    _err("".join(traceback.format_exception(error)))
    return FAULT


# --- verbs ------------------------------------------------------------------------------------------------------
def _build(arguments: argparse.Namespace) -> int:
    import gc

    gc.disable()  # a build is short, its values are frozen and without cycles: looking for garbage finds none
    from builder.pipeline import build

    paths, options, report, close = _run(arguments)
    try:
        result = build(paths, options, report)
    finally:
        close()
    gc.freeze()  # the interpreter, too, need not look for any before it ends
    _print_diagnostics(report.diagnostics, arguments)
    summary = result.summary()
    if arguments.format == "json":
        import json

        print(json.dumps({"summary": summary}, ensure_ascii=False))
        return FINE
    language = arguments.lang
    seconds = summary["seconds"]
    stages = say("between", language).join(
        f"{say(f'stage.{name}', language)} {took:.2f}" for name, took in seconds.items()
    )
    print(say("built", language, output=paths.output, **summary))
    print(say("changes", language, **summary))
    print(say("searchable" if options.search else "no-search", language, **summary))
    if not options.data:
        print(say("no-data", language))
    if summary["held_back"]:
        print(say("held-back", language, count=summary["held_back"], command=_command("explain", arguments)))
    print(say("took", language, seconds=f"{sum(seconds.values()):.1f}", stages=stages, peak=round(summary["peak_mib"])))
    print(say("look", language, command=_command("serve", arguments)))
    return FINE


def _check(arguments: argparse.Namespace) -> int:
    from builder.diagnostics import Severity, has_errors, in_order
    from builder.pipeline import check

    paths, options, report, close = _run(arguments)
    try:
        check(paths, options, report)
    finally:
        close()
    found = in_order(report.diagnostics)
    _print_diagnostics(found, arguments)
    if arguments.format != "json":
        counts = {kind: sum(item.severity is kind for item in found) for kind in Severity}
        print(
            say(
                "checked",
                arguments.lang,
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                notes=counts[Severity.NOTE],
            )
        )
    return BAD_CONTENT if has_errors(found) else FINE


def _serve(arguments: argparse.Namespace) -> int:
    from builder.serve import Terminal, serve

    paths, options, report, close = _run(arguments)
    stream = sys.stdout if arguments.format == "text" else sys.stderr
    terminal = Terminal(
        line=lambda text: print(text, file=stream, flush=True),
        diagnostics=lambda found: _print_diagnostics(found, arguments),
        clear=close,
    )
    return serve(paths, options, report, terminal, port=arguments.port, language=arguments.lang)


def _new(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from builder.skeletons import NewProblem, write

    try:
        text, path = write(arguments.kind, arguments.name, Path(arguments.content))
    except NewProblem as problem:
        values = {
            name: say(str(value), arguments.lang) if name == "why" else value for name, value in problem.values.items()
        }
        _err(say(problem.phrase, arguments.lang, **values))
        return BAD_ENVIRONMENT
    if path is None:
        print(text, end="")
    else:
        print(say("written", arguments.lang, path=path, command=_command("check", arguments)))
    return FINE


def _import(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from builder.content import wordings
    from builder.diagnostics import EnvironmentProblem, has_errors
    from builder.importing import summary
    from builder.importing.importer import Options, run
    from builder.progress import Progress

    reviewed_as = arguments.reviewed_as
    if reviewed_as is not None and wordings.disclosure(reviewed_as) in {None, wordings.SECRET}:
        raise EnvironmentProblem(say("wrong-attribute", arguments.lang, found=reviewed_as))
    into = Path(arguments.into)
    if into.exists() and not into.is_dir():
        raise EnvironmentProblem(say("no-folder", arguments.lang, path=into))
    progress = Progress(sys.stderr, arguments.lang, time.perf_counter)
    options = Options(
        into=into,
        reviewed_as=reviewed_as,
        report=Path(arguments.report) if arguments.report else None,
        language=arguments.lang,
    )
    try:
        outcome = run(arguments.files, options, progress)
    finally:
        progress.close()
    shown = outcome.diagnostics if arguments.format != "text" else summary.worth_showing(outcome)
    _print_diagnostics(shown, arguments)
    if arguments.format == "json":
        import json

        print(json.dumps({"summary": summary.as_object(outcome)}, ensure_ascii=False))
    else:
        print("\n".join(summary.lines(outcome, arguments.into, _program(), arguments.lang)))
    return BAD_CONTENT if has_errors(outcome.diagnostics) else FINE


def _audit(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from builder.diagnostics import has_errors
    from builder.pipeline.auditing import audit

    paths, options, report, close = _run(arguments)
    try:
        files = audit(paths, options, report, Path(arguments.folder) if arguments.folder else paths.output)
    finally:
        close()
    _print_diagnostics(report.diagnostics, arguments)
    errors = sum(has_errors((found,)) for found in report.diagnostics)
    if arguments.format != "json":
        print(
            say("audit-failed", arguments.lang, errors=errors)
            if errors
            else say("audited", arguments.lang, files=files)
        )
    return BAD_CONTENT if errors else FINE


def _explain(arguments: argparse.Namespace) -> int:
    from builder.explain import explain

    paths, options, report, close = _run(arguments)
    try:
        lines, is_known = explain(arguments.what, paths, options, report, arguments.lang)
    finally:
        close()
    print("\n".join(lines))
    return FINE if is_known else BAD_CONTENT


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "import": _import,
    "new": _new,
    "audit": _audit,
    "explain": _explain,
}


# --- arguments --------------------------------------------------------------------------------------------------
def _parser(language: str) -> argparse.ArgumentParser:
    messages = argparse.ArgumentParser(add_help=False)
    messages.add_argument("--lang", choices=("zh", "en"), default=None, help=say("--lang", language))
    messages.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help=say("--format", language)
    )
    common = argparse.ArgumentParser(add_help=False, parents=[messages])
    for name, default in (("--content", "content"), ("--output", "site"), ("--layouts", None), ("--cache", ".cache")):
        common.add_argument(name, metavar="DIR", default=default, help=say(name, language))
    common.add_argument("--jobs", metavar="N", type=int, default=None, help=say("--jobs", language))
    common.add_argument("--as-of", metavar="DATE", default=None, help=say("--as-of", language))
    parser = argparse.ArgumentParser(prog=_program(), description=say("about", language))
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    added = {
        verb: verbs.add_parser(verb, parents=[messages if verb == "import" else common], help=say(verb, language))
        for verb in VERBS
    }
    for verb in ("build", "serve"):
        added[verb].add_argument("--no-search", action="store_true", help=say("--no-search", language))
        added[verb].add_argument("--no-data", action="store_true", help=say("--no-data", language))
    added["serve"].add_argument("--port", metavar="N", type=int, default=8000, help=say("--port", language))
    added["import"].add_argument("files", nargs="+", metavar="FILE", help=say("import-files", language))
    added["import"].add_argument("--into", metavar="DIR", required=True, help=say("--into", language))
    added["import"].add_argument("--reviewed-as", metavar="VALUE", default=None, help=say("--reviewed-as", language))
    added["import"].add_argument("--report", metavar="FILE", default=None, help=say("--report", language))
    kinds = ("proposal", "reply", "department", "session", "site")
    added["new"].add_argument("kind", choices=kinds, metavar="KIND", help=say("new-kind", language))
    added["new"].add_argument("name", nargs="?", metavar="NAME", help=say("new-name", language))
    added["audit"].add_argument("folder", nargs="?", metavar="DIR", help=say("audit-dir", language))
    added["explain"].add_argument("what", metavar="URL|FILE", help=say("explain-what", language))
    return parser


def _program() -> str:
    """Tell how we were called, so that a command that we suggest works when it is copied."""
    folder, name = os.path.split(sys.argv[0])
    if name == "build.py":
        return f"{sys.orig_argv[0]} {sys.argv[0]}"
    return sys.argv[0] if name == "gongkai" and folder not in os.get_exec_path() else "gongkai"


def _command(verb: str, arguments: argparse.Namespace) -> str:
    """Write the command for what comes next, with the folders of this run."""
    import shlex

    folders = {"--content": "content", "--output": "site", "--layouts": None, "--cache": ".cache"}
    given = {name: getattr(arguments, name[2:]) for name in folders}
    changed = [word for name, value in given.items() if value != folders[name] for word in (name, value)]
    return " ".join((_program(), verb, *map(shlex.quote, changed)))


def _language(words: Sequence[str]) -> str:
    """Take the language of messages from `--lang`, else from the locale, else Chinese."""
    for index, word in enumerate(words):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(words):
            value = words[index + 1]
        if value in {"zh", "en"}:
            return str(value)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "zh"


def _run(arguments: argparse.Namespace) -> tuple[Paths, Options, Report, Callable[[], None]]:
    """Make what every run over the content needs."""
    from pathlib import Path

    from builder.diagnostics import EnvironmentProblem
    from builder.pipeline.run import SHIPPED_LAYOUTS, Options, Paths, Report
    from builder.progress import Progress

    content = Path(arguments.content)
    if not content.is_dir():
        raise EnvironmentProblem(say("no-content", arguments.lang, path=content))
    own = Path(arguments.layouts) if arguments.layouts else content.absolute().parent / "layouts"
    if arguments.layouts and not own.is_dir():
        raise EnvironmentProblem(say("no-layouts", arguments.lang, path=own))
    overlays = (own,) if own.is_dir() and not own.samefile(SHIPPED_LAYOUTS) else ()
    progress = Progress(sys.stderr, arguments.lang, time.perf_counter)
    paths = Paths(
        content=content,
        output=Path(arguments.output),
        cache=Path(arguments.cache),
        layouts=(*overlays, SHIPPED_LAYOUTS),
    )
    options = Options(
        jobs=max(1, arguments.jobs or _processors()),
        as_of=_date(arguments.as_of, arguments.lang),
        search=not getattr(arguments, "no_search", False),
        data=not getattr(arguments, "no_data", False),
    )
    return paths, options, Report(clock=time.perf_counter, progress=progress), progress.close


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _date(text: str | None, language: str) -> str | None:
    from builder.content.wordings import iso_date
    from builder.diagnostics import EnvironmentProblem

    if text is None:
        return None
    try:
        day = iso_date(text)
    except ValueError:
        day = None
    if day is None:
        raise EnvironmentProblem(say("wrong-date", language, found=text))
    return day


# --- output -----------------------------------------------------------------------------------------------------
def _print_diagnostics(diagnostics: Sequence[object], arguments: argparse.Namespace) -> None:
    """Print in order of place: JSON to standard output, text to standard error, as a forge's log expects it."""
    from builder.diagnostics import as_github, as_json, as_text, in_order

    forms = {"json": (as_json, sys.stdout), "github": (as_github, sys.stdout), "text": (as_text, sys.stderr)}
    form, stream = forms[arguments.format]
    for found in in_order(diagnostics):  # type: ignore[arg-type] # diagnostics, seen as a plain sequence
        print(form(found, arguments.lang), file=stream)


def _err(text: str) -> None:
    print(text, file=sys.stderr)
