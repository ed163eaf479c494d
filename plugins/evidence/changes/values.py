"""What a change does, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from evidence.diagnostics import Diagnostic, errors
from evidence.library import Library


@dataclass(frozen=True)
class Version:
    """A site before or after: its library, what is wrong with its content, its languages."""

    library: Library
    problems: tuple[Diagnostic, ...]
    languages: tuple[str, ...]
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The words of the interface by language, as they were then."""


@dataclass(frozen=True)
class FieldMoved:
    """A field with another value now; empty where there was or is none.

    ``prose``: a text, and no single value. ``safety``: what readers' safety may hang on.
    """

    name: str
    old: str
    new: str
    prose: bool = False
    safety: bool = False


@dataclass(frozen=True)
class Named:
    """An entry: its id, its type, what it is called, and where it went on, what changed in it."""

    id: str
    kind: str
    title: str
    fields: tuple[FieldMoved, ...] = ()


@dataclass(frozen=True)
class Renamed:
    """An entry that has a new id; ``redirected`` where its old address leads on."""

    old: str
    new: str
    kind: str
    title: str
    redirected: bool
    fields: tuple[FieldMoved, ...] = ()


@dataclass(frozen=True)
class Entries:
    """What became of the entries.

    ``following``: those in which only the new id of another entry was put for its old one.
    ``unread``: files that are there and can be read no longer.
    """

    added: tuple[Named, ...] = ()
    changed: tuple[Named, ...] = ()
    removed: tuple[Named, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    following: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.renamed or self.following
                    or self.unread)


@dataclass(frozen=True)
class RecordMoved:
    """A record that went on, by the key that it had and has, and what changed in it."""

    old: str
    key: str
    fields: tuple[FieldMoved, ...] = ()


@dataclass(frozen=True)
class Records:
    """Records of the bibliography, by their keys."""

    added: tuple[str, ...] = ()
    changed: tuple[RecordMoved, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[RecordMoved, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.renamed)


@dataclass(frozen=True)
class Besides:
    """What readers get besides entries: hand-written pages, words of the interface, old addresses.

    ``files``: those that make the pages, such as templates, scripts and settings.
    """

    pages: tuple[FieldMoved, ...] = ()
    words: tuple[FieldMoved, ...] = ()
    redirects: tuple[FieldMoved, ...] = ()
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pages or self.words or self.redirects or self.files)


@dataclass(frozen=True)
class Moved:
    """A verdict, a certainty or a status that is another one now; empty where there was none."""

    id: str
    title: str
    what: str
    old: str
    new: str


@dataclass(frozen=True)
class FigureMoved:
    """A figure that has another value now, and the entries that print it."""

    study: str
    figure: str
    old: str
    new: str
    printed_by: tuple[str, ...]


@dataclass(frozen=True)
class TextName:
    """One text of an entry, by its name: ``meeting-a-llama:sections.0.text.patient``."""

    name: str
    safety: bool


@dataclass(frozen=True)
class Rewritten:
    """A translation that was there before, and what changed in its file."""

    id: str
    fields: tuple[FieldMoved, ...]


@dataclass(frozen=True)
class Translations:
    """What became of the texts of a language.

    ``withheld``: safety texts that readers get in English from now on. ``stale``: texts that are
    shown with a note from now on. ``missing``: texts that are in English now, and are new or were
    translated. ``mended``: texts that are current again, or for the first time. ``files``: the
    translations that were written. ``confirmed``: texts that are said to be current although their
    source changed and their words did not. ``rewritten``: what changed in which file.
    """

    lang: str
    withheld: tuple[TextName, ...]
    stale: tuple[TextName, ...]
    missing: int
    mended: int
    files: tuple[str, ...]
    confirmed: tuple[TextName, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()


@dataclass(frozen=True)
class Pages:
    """The pages of entries that a change reaches: how many in each edition, and which.

    ``reached`` are ids, the changed entries first; ``ended`` are addresses that lead nowhere now.
    """

    editions: Mapping[str, int]
    reached: tuple[str, ...]
    addresses: tuple[str, ...]
    ended: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """How hard the patient text of an entry was and is; None for too short a text."""

    id: str
    lang: str
    measure: str
    easier_up: bool
    old: float | None
    new: float | None


@dataclass(frozen=True)
class Problems:
    """What is wrong now and was not, and the reverse; and how much there is of it."""

    new: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...]
    errors: tuple[int, int]
    warnings: tuple[int, int]


@dataclass(frozen=True)
class Change:
    """Everything that a change does to a site."""

    entries: Entries
    records: Records
    verdicts: tuple[Moved, ...]
    statuses: tuple[Moved, ...]
    figures: tuple[FigureMoved, ...]
    translations: tuple[Translations, ...]
    pages: Pages
    readings: tuple[Read, ...]
    problems: Problems
    besides: Besides = Besides()

    @property
    def worse(self) -> bool:
        """Whether there are more errors than before."""
        before, after = self.problems.errors
        return after > before

    @property
    def empty(self) -> bool:
        """Whether readers and editors get what they got before."""
        return not (self.entries or self.records or self.translations or self.pages.reached
                    or self.besides or self.problems.new or self.problems.mended)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self) | {"worse": self.worse}


def counts(problems: tuple[Diagnostic, ...]) -> tuple[int, int]:
    """Errors and warnings."""
    wrong = len(errors(problems))
    return wrong, len(problems) - wrong
