"""Rules on words: nothing but Markdown and marks, nothing that sells, no more than is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from evidence.diagnostics import Diagnostic
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.study import Study
from evidence.library import Library, distinct_parts, text_steps
from evidence.prose import LinkMark, flaws, marks
from evidence.rules.written import sentences, written
from evidence.stubs import UNWRITTEN

MARKETING = re.compile(
    r"\b(cures?|cured|miracles?|miraculous|guaranteed?s?|100 ?% safe|completely safe|risk-free|"
    r"breakthrough|revolutionary|amazing|detox\w*)\b", re.I,
)
CERTAIN = re.compile(
    r"\b(prove[sdn]?|proof|certainly|definitely|undoubtedly|clearly|(?:has|have) shown|"
    r"shows? that|reduces|relieves|eases|heals|prevents|improves|restores|works)\b", re.I,
)
HEDGED = re.compile(
    r"\b(may|might|can|could|would|should|probably|possibly|perhaps|maybe|seems?|appears?|"
    r"suggests?|not|no|nobody|nothing|none|never|neither|nor|cannot|unsure|unclear|uncertain|"
    r"doubtful|whether|said to|says?|claims?|theory|hypothesis|disputed|contested|"
    r"one (?:small )?(?:study|trial|review)|animals?|rabbits?|rats?|mixed|disagree)\b"
    r"|n[’']t\b|\?", re.I,
)
EMPTY_LABELS = {"here", "click here", "this", "this page", "link", "this link", "more", "read more",
                "learn more", "page", "여기", "여기를 클릭", "링크", "더 보기"}
_MARKDOWN_LINK = re.compile(r"\[([^\]\[]+)\]\((?:<[^>]*>|[^)\s]+)\)")
LONGEST_MEAN = 20
LONGEST_SENTENCE = 35
MOST = 100
"""Of one kind in one text, how many are pointed at."""


def broken_prose(library: Library) -> Iterator[Diagnostic]:
    """Prose is Markdown and marks: no HTML, no broken mark, no link but to the web or to mail.

    Source: OWASP Cross Site Scripting Prevention Cheat Sheet (untrusted data).
    """
    for said in written(library, translated=True):
        for flaw in islice(flaws(said.text), MOST):
            yield Diagnostic(flaw.code, flaw.message, said.place(flaw.text, flaw.before),
                             flaw.hint)


def unwritten(library: Library) -> Iterator[Diagnostic]:
    """A text that waits for its words is written before readers see it."""
    for said in written(library):
        if said.text == UNWRITTEN:
            yield Diagnostic("unwritten", f"{'.'.join(map(str, said.path))}: nobody has written "
                             "this text yet", said.place(), "write it", "warning")


def marketing_words(library: Library) -> Iterator[Diagnostic]:
    """Nothing is praised: no cure, no miracle, no guarantee (HONcode 5; NHS content guide).

    The statement of a claim may quote such words: they are what is being checked.
    """
    for said in written(library):
        if said.path[0] in ("statement", "said_as"):
            continue
        for match in islice(MARKETING.finditer(said.text), MOST):
            yield Diagnostic("marketing-words", f"{match[0]!r} praises or promises",
                             said.place(match[0], said.text.count(match[0], 0, match.start())),
                             "say what was measured")


def unhedged_answer(library: Library) -> Iterator[Diagnostic]:
    """What is of low certainty is not said with the verbs of high certainty (GRADE; Santesso 2020).

    Looked at is the short answer of each claim that holds or partly holds: in a sentence that
    says "eases" or "proves" stands a word such as "may", "only" or "not" as well.
    """
    for claim in library.of_type(Claim):
        if claim.certainty.level not in ("low", "very-low") or claim.verdict not in (
                "supported", "partly-supported"):
            continue
        source = library.sources[claim.id]
        for audience, passage in distinct_parts(claim.short):
            for sentence in sentences(passage.text):
                match = CERTAIN.search(sentence)
                if match and not HEDGED.search(sentence):
                    yield Diagnostic(
                        "unhedged-answer",
                        f"{match[0]!r} is said without a 'may', and certainty is "
                        f"{claim.certainty.level.replace('-', ' ')}",
                        source.locate_text(match[0], 0, *text_steps(source, ("short",), audience)),
                        "low: may …; very low: we are not sure whether …", "warning",
                    )


def long_sentences(library: Library) -> Iterator[Diagnostic]:
    """Patient texts average 20 words a sentence at most (NHS content guide).

    A sentence of more than 35 words is an error: it is two.
    """
    for said in written(library):
        if said.audience != "patient" or isinstance(said.entry, Study):
            continue
        words = [len(s.split()) for s in sentences(said.text)]
        if not words:
            continue
        mean = sum(words) / len(words)
        if mean > LONGEST_MEAN or max(words) > LONGEST_SENTENCE:
            yield Diagnostic(
                "long-sentences",
                f"sentences of {mean:.0f} words on average, the longest of {max(words)}",
                said.place(), f"at most {LONGEST_MEAN} on average and {LONGEST_SENTENCE} in one",
                "error" if max(words) > LONGEST_SENTENCE else "warning",
            )


def long_short_answer(library: Library) -> Iterator[Diagnostic]:
    """The short answer to a question has at most two sentences (Cochrane plain-language)."""
    for faq in library.of_type(Faq):
        for audience, passage in distinct_parts(faq.short):
            if len(sentences(passage.text)) > 2:
                source = library.sources[faq.id]
                yield Diagnostic("long-short-answer", "short: more than two sentences",
                                 source.locate(*text_steps(source, ("short",), audience)),
                                 "keep the answer, and move the rest to answer:")


def empty_link_text(library: Library) -> Iterator[Diagnostic]:
    """The text of a link says where it leads: never "click here" (WCAG 2.4.4)."""
    for said in written(library, translated=True):
        if "[" not in said.text:
            continue
        labels = [match[1] for match in _MARKDOWN_LINK.finditer(said.text)]
        labels += [m.label for m in marks(said.text) if isinstance(m, LinkMark) and m.label]
        for label in labels:
            if " ".join(label.split()).strip(" .…*_").lower() in EMPTY_LABELS:
                yield Diagnostic("empty-link-text", f"{label!r} does not say where it leads",
                                 said.place(label), "name the page")
