"""Rules on words: plain for patients, nothing that sells, nothing but Markdown and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.diagnostics import Diagnostic
from evidence.editions import Audience
from evidence.entries.faq import Faq
from evidence.entries.text import Passage, Path, texts
from evidence.library import Library, distinct_parts, text_steps
from evidence.prose import flaws, without_marks
from evidence.source import Source

MARKETING = re.compile(
    r"\b(cures?|cured|miracles?|miraculous|guaranteed?s?|100 ?% safe|completely safe|risk-free|"
    r"breakthrough|revolutionary|amazing|detox\w*)\b", re.I,
)
LONGEST_MEAN = 20
LONGEST_SENTENCE = 35
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n{2,}|\n\s*[-*]\s")


def broken_prose(library: Library) -> Iterator[Diagnostic]:
    """Prose is Markdown and marks: no HTML, no broken mark, no link but to the web or to mail.

    Source: OWASP Cross Site Scripting Prevention Cheat Sheet (untrusted data).
    """
    for source, path, audience, passage in _passages(library):
        for flaw in flaws(passage.text):
            steps = text_steps(source, path, audience)
            yield Diagnostic(flaw.code, flaw.message, source.locate_text(flaw.text, 0, *steps),
                             flaw.hint)


def marketing_words(library: Library) -> Iterator[Diagnostic]:
    """Nothing is praised: no cure, no miracle, no guarantee (HONcode 5; NHS content guide).

    The statement of a claim may quote such words: they are what is being checked.
    """
    for source, path, audience, passage in _passages(library, translated=False):
        if path[0] in ("statement", "said_as"):
            continue
        for match in MARKETING.finditer(passage.text):
            steps = text_steps(source, path, audience)
            yield Diagnostic("marketing-words", f"{match[0]!r} praises or promises",
                             source.locate_text(match[0], 0, *steps), "say what was measured")


def long_sentences(library: Library) -> Iterator[Diagnostic]:
    """Patient texts average 20 words a sentence at most (NHS content guide)."""
    for source, path, audience, passage in _passages(library, translated=False):
        if audience != "patient" or source.path.split("/")[-2] == "studies":
            continue
        words = [len(s.split()) for s in sentences(passage.text)]
        if not words:
            continue
        mean = sum(words) / len(words)
        if mean > LONGEST_MEAN or max(words) > LONGEST_SENTENCE:
            yield Diagnostic(
                "long-sentences",
                f"sentences of {mean:.0f} words on average, the longest of {max(words)}",
                source.locate(*text_steps(source, path, audience)),
                f"at most {LONGEST_MEAN} on average and {LONGEST_SENTENCE} in one",
                "warning",
            )


def long_short_answer(library: Library) -> Iterator[Diagnostic]:
    """The short answer to a question has at most two sentences (Cochrane plain-language)."""
    for faq in library.of_type(Faq):
        for audience, passage in distinct_parts(faq.short):
            if len(sentences(passage.text)) > 2:
                source = library.sources[faq.id]
                yield Diagnostic("long-short-answer", "short: more than two sentences",
                                 source.locate(*text_steps(source, ("short",), audience)))


def sentences(text: str) -> list[str]:
    """The sentences of an English text, without its marks."""
    parts = _END.split(re.sub(r"\n(?![\n\s*-])", " ", text))
    return [plain for part in parts if (plain := without_marks(part))]


def _passages(
    library: Library, translated: bool = True
) -> Iterator[tuple[Source, Path, Audience, Passage]]:
    """Every text that somebody wrote, with its file; translations too where asked for."""
    for identifier, entry in library.entries.items():
        for path, text in texts(entry):
            for audience, passage in distinct_parts(text):
                yield library.sources[identifier], path, audience, passage
    if translated:
        for translation in library.translations.values():
            for path, text in texts(translation.entry):
                for audience, passage in distinct_parts(text):
                    if passage.state in ("current", "stale"):
                        yield translation.source, path, audience, passage
