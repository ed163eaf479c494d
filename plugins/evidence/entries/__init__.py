"""The entry types. To add one: a new file, a template of the same name, and a line here."""

from __future__ import annotations

from evidence.entries.base import Entry
from evidence.entries.claim import Claim
from evidence.entries.faq import Faq
from evidence.entries.guide import Guide
from evidence.entries.mechanism import Mechanism
from evidence.entries.study import Study
from evidence.entries.term import Term
from evidence.entries.validating import validate

ENTRY_TYPES: tuple[type[Entry], ...] = (Study, Claim, Mechanism, Faq, Guide, Term)
BY_FOLDER = {entry_type.folder: entry_type for entry_type in ENTRY_TYPES}

__all__ = ["BY_FOLDER", "ENTRY_TYPES", "Entry", "validate"]
