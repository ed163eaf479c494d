"""Shapes and pictures as a tagged PDF needs them.

What a page hides from those who listen must not be tagged in a PDF (ISO 14289-1, 7.1), and of all
that is drawn only backgrounds are not. So shapes without words become backgrounds; pictures keep
their title, and bring their style along: the rules of a page do not reach into them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache

from evidence import embedding

VERDICT_COLOURS = {
    "supported": "supported", "partly-supported": "partly", "contradicted": "contradicted",
    "misattributed": "misattributed", "not-found": "unknown", "not-checkable": "unknown",
}
"""The name of a verdict's colour in the stylesheet."""
_SHAPE = re.compile(r'(?P<before><span class="ne-verdict ne-verdict--(?P<verdict>[\w-]+)">)?'
                    r'<svg class="(?P<names>[\w -]+)"(?P<rest>[^>]*) aria-hidden="true"[^>]*>'
                    r"(?P<inner>.*?)</svg>", re.S)
_PICTURE = re.compile(r'<svg [^>]*role="img"[^>]*>')
_PICTURE_RULE = re.compile(r"^\.d-[^{]*\{[^}]*\}", re.M)
_SHAPE_RULE = re.compile(r"^\.ne-(?:dot|line)[^{]*\{[^}]*\}", re.M)
_FAMILY = re.compile(r"^:lang\(([\w-]+)\) \{ font-family: ([^;]+);", re.M)
_OTHER_FAMILY = re.compile(r"^body[^}]*\n  font-family: ([^;]+);", re.M)
_COLOUR = re.compile(r"--ne-([\w-]+): (#\w+);")


def with_shapes(body: str, lang: str) -> str:
    """A body with its shapes as backgrounds and its pictures with their style."""
    body = _SHAPE.sub(_as_background, body)
    look = f"svg {{ font-family: {family(lang)}; }}{rules(_PICTURE_RULE)}"
    return _PICTURE.sub(lambda tag: f"{tag[0]}<style>{look}</style>", body)


def family(lang: str) -> str:
    """The fonts of a language, as the stylesheet lists them."""
    sheet = embedding.files()["assets/entry.css"]
    found = _OTHER_FAMILY.search(sheet)
    return dict(_FAMILY.findall(sheet)).get(lang) or (found[1] if found else "sans-serif")


@cache
def rules(wanted: re.Pattern[str]) -> str:
    """The rules of the stylesheet that are wanted, with the colours of paper."""
    return _coloured("".join(wanted.findall(embedding.files()["assets/entry.css"])))


@cache
def colours() -> Mapping[str, str]:
    """The colours of paper by their names."""
    return dict(_COLOUR.findall(embedding.files()["assets/leaflet.css"]))


def _coloured(text: str) -> str:
    return re.sub(r"var\(--ne-([\w-]+)\)", lambda name: colours()[name[1]], text)


def _as_background(shape: re.Match[str]) -> str:
    """A shape as the background of an empty box, in the colour of the words beside it."""
    names, colour = shape["names"], colours()[VERDICT_COLOURS.get(shape["verdict"] or "", "ink")]
    drawn = (f'<svg xmlns="http://www.w3.org/2000/svg" class="{names}"{shape["rest"]} '
             f'color="{colour}"><style>{rules(_SHAPE_RULE)}</style>{_coloured(shape["inner"])}</svg>')
    data = base64.b64encode(drawn.encode()).decode()
    look = f"background: url(data:image/svg+xml;base64,{data}) center / contain no-repeat"
    return (f'{shape["before"] or ""}'
            f'<data class="{names}" style="display: inline-block; {look}"></data>')
