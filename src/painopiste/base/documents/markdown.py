"""Reads the small part of Markdown that narratives use: paragraphs, lists, emphasis, strong and links.

Everything else (headings, images, code, HTML) comes out as the words it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from painopiste.base.documents.blocks import BulletList, Paragraph, Run


def from_markdown(text: str, *, language: str = "") -> tuple[Paragraph | BulletList, ...]:
    """Turn a narrative into paragraphs and lists; `language` says what language it is in, if not the document's."""
    return tuple(_blocks(_parser().parse(text), language))


def inline_markdown(text: str, *, language: str = "") -> tuple[Run, ...]:
    """Turn one line of Markdown into runs."""
    (token,) = _parser().parseInline(text)
    return _runs(token, language)


@cache
def _parser() -> MarkdownIt:
    rules = ["paragraph", "list", "text", "emphasis", "link", "autolink", "newline", "escape", "entity"]
    return MarkdownIt("zero").enable(rules)


def _blocks(tokens: Sequence[Token], language: str) -> Iterator[Paragraph | BulletList]:
    items: list[tuple[Run, ...]] = []
    depth, ordered = 0, False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered = token.type == "ordered_list_open" if depth == 0 else ordered
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
            if depth == 0:
                yield BulletList(tuple(items), ordered=ordered)
                items = []
        elif token.type == "inline" and depth:
            items.append(_runs(token, language))
        elif token.type == "inline":
            yield Paragraph(_runs(token, language))


def _runs(inline: Token, language: str) -> tuple[Run, ...]:
    found: list[Run] = []
    strong = emphasis = 0
    href = ""
    for token in inline.children or []:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                href = str(token.attrs.get("href", ""))
            case "link_close":
                href = ""
            case "softbreak":
                _add(found, Run(" ", strong > 0, emphasis > 0, href, language))
            case "hardbreak":
                _add(found, Run("\n", strong > 0, emphasis > 0, href, language))
            case _:
                _add(found, Run(token.content, strong > 0, emphasis > 0, href, language))
    return tuple(found)


def _add(found: list[Run], run: Run) -> None:
    """Add a run, joined to the one before it if both look the same."""
    if not run.text:
        return
    last = found[-1] if found else None
    if last and (last.strong, last.emphasis, last.href) == (run.strong, run.emphasis, run.href):
        found[-1] = Run(last.text + run.text, run.strong, run.emphasis, run.href, run.language)
    else:
        found.append(run)
