"""What no part of the program may use, because others have been harmed by it. Exceptions are named here, with why."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts
]
TEMPLATES = list((ROOT / "src").rglob("*.html"))
SCRIPTS = [path for path in (ROOT / "src").rglob("*.js") if "vendor" not in path.parts]

# What turns data into code or objects, and weak fingerprints.
MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "xml.dom",
    "xml.sax.expatreader",
    "lxml",
    "telnetlib",
    "ftplib",
    "imp",
}
CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "hashlib.md5", "hashlib.sha1", "yaml.load",
    "subprocess.getoutput", "tempfile.mktemp", "ctypes.string_at", "ElementTree.fromstring", "ElementTree.parse",
}  # fmt: skip
# Nothing here asks anything of another machine but the database, the mail server and the sources of statistics.
OUTGOING = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "socketserver", "xmlrpc"}
MAY = {
    ("random", "base/jobs/leases.py"): "spreads pauses; nothing depends on nobody guessing them",
    ("subprocess", "site/serving.py"): "starts the pages and the worker, with arguments of our own",
    ("subprocess", "base/uploads/apart.py"): "starts the reader of a file, with arguments of our own",
    ("socket", "site/serving.py"): "looks whether the port is free",
    ("socket", "base/jobs/worker.py"): "the machine's name",
    ("socket", "sources/fetching/addresses.py"): "looks up a host, so that private networks are refused",
    ("urllib3", "sources/fetching/client.py"): "the one place that asks sources, at addresses that were checked",
    ("ctypes", "site/serving.py"): "asks Linux to end a process with the one that started it",
}


LOOKED_AT = {name for name, _ in MAY}


def place(path: Path) -> str:
    return path.relative_to(ROOT / "src" / "painopiste").as_posix()


def found_in(paths: list[Path], look: Callable[[Path], Iterator[str]]) -> dict[str, list[str]]:
    """What each file has that it should not have."""
    return {place(path): wrong for path in paths if (wrong := list(look(path)))}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dangers(tree: ast.AST, where: str) -> Iterator[str]:
    found = set(imports(tree))
    yield from found & (MODULES | OUTGOING) - {name for name, at in MAY if at == where}
    yield from (f"{name}: say in MAY why it is harmless here" for name in LOOKED_AT & found if (name, where) not in MAY)
    for call in calls(tree):
        if ast.unparse(call.func) in CALLS or "shell" in {word.arg for word in call.keywords}:
            yield f"line {call.lineno}: {ast.unparse(call.func)}"


def test_no_module_uses_what_turns_data_into_code_or_calls_other_machines():
    assert len(SOURCES) > 200
    assert found_in(SOURCES, lambda path: dangers(ast.parse(path.read_text()), place(path))) == {}


@pytest.mark.parametrize(
    "text", ["import pickle", "from urllib import request", "import random", "eval('1')", "run('x', shell=True)"]
)
def test_each_danger_would_be_found(text: str):
    assert list(dangers(ast.parse(text), "base/words.py"))


def test_every_exception_is_still_needed():
    used = {(name, place(path)) for path in SOURCES for name in imports(ast.parse(path.read_text()))}
    assert set(MAY) <= used


def joined_sql(tree: ast.AST) -> Iterator[str]:
    """Values go as parameters. Only names of columns and tables that are constants of ours may stand in the text."""
    for call in calls(tree):
        if ast.unparse(call.func).endswith((".execute", ".executemany", "RawSQL", ".raw", ".extra")) and call.args:
            for part in ast.walk(call.args[0]):
                named = isinstance(part, ast.FormattedValue) and ast.unparse(part.value) not in {
                    "column",
                    "table",
                    "names",
                }
                if named or isinstance(part, ast.BinOp):
                    yield f"line {call.lineno}"


def test_sql_of_our_own_is_never_put_together_from_what_came_from_outside():
    # The bank asks files: its conditions are put together from constants of its own, its values are parameters.
    asked = [path for path in SOURCES if path.parent.name != "bank"]
    assert found_in(asked, lambda path: joined_sql(ast.parse(path.read_text()))) == {}
    assert list(joined_sql(ast.parse("cursor.execute(f'SELECT {what}')")))
    assert list(joined_sql(ast.parse("cursor.execute('SELECT ' + what)")))


SAFE = re.compile(r"\{\{[^}]*\|\s*safe\b[^}]*\}\}")
# Where a template says that a text is HTML already, and who made it.
MADE_BY_US = {
    "site/web/templates/look/field.html": "help texts are our own",
    "loop/reports/web/templates/reports/report.html": "drawn from blocks, every text in them escaped",
}


LOOSE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|javascript:|autoescape", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(src|href)=["']https?://""")


def loose(text: str, where: str) -> Iterator[str]:
    yield from [] if where in MADE_BY_US else SAFE.findall(text)
    yield from LOOSE.findall(text)
    yield from ELSEWHERE.findall(re.sub(r"<a\b[^>]*>", "", text))


def test_no_template_lets_texts_through_as_html_or_holds_a_script_or_a_style():
    assert len(TEMPLATES) > 50
    assert found_in(TEMPLATES, lambda path: loose(path.read_text(), place(path))) == {}
    for text in (
        "{{ a|safe }}",
        "<p onclick=x>",
        '<p style="x">',
        "<script>1</script>",
        '<img src="https://a.example">',
    ):
        assert list(loose(text, "site/a.html")), text


def test_no_script_makes_elements_or_code_from_text_or_listens_to_other_windows():
    words = (
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "postMessage",
        '"message"', "localStorage", "sessionStorage", "indexedDB", "document.cookie", "__proto__", "setAttribute(\"on",
    )  # fmt: skip
    assert SCRIPTS
    for path in SCRIPTS:
        text = re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.MULTILINE)
        assert [word for word in words if word in text] == []
        assert not re.search(r"^\s*var |window\.\w+ *=[^=]", text, re.MULTILINE)


def test_every_column_of_a_table_with_a_link_takes_only_addresses_that_may_be_followed():
    from django.apps import apps
    from django.core.exceptions import ValidationError
    from django.db.models import URLField

    for model in apps.get_app_config("painopiste").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, URLField):
                for address in ("javascript:alert(1)", "data:text/html,x", " java\tscript:alert(1)", "vbscript:x"):
                    with pytest.raises(ValidationError):
                        field.run_validators(address)
