"""Which fields an entry type has at the end of a path."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel

from evidence.entries.text import Path


def fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """The field names of the part of an entry type that a path leads to."""
    found = _model_in(_at(model, path))
    return [name for name in found.model_fields if name != "id"] if found else []


def kinds_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The kinds of entries to which the link at the end of a path may lead.

    None where no link stands there, or one that may lead to any entry.
    """
    here = _at(model, path)
    links = (part for part in (here, *typing.get_args(here)) if hasattr(part, "kinds"))
    return next((link.kinds for link in links), ())


def _at(model: type[BaseModel], path: Path) -> Any:
    here: Any = model
    for step in path:
        here = _inside(here, step)
    return here


def _inside(annotation: Any, step: str | int) -> Any:
    """The type of what a step leads to; None where it leads nowhere."""
    if model := _model_in(annotation):
        field = model.model_fields.get(str(step))
        return field.annotation if field else None
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) in (dict, tuple):
        return parts[1] if typing.get_origin(annotation) is dict else parts[0]
    return next((found for part in parts if (found := _inside(part, step)) is not None), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in (dict, tuple):
        return None
    inner = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in inner if model is not None), None)
