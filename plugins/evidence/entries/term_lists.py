"""The closed lists of terms, their labels and mappings, and what the values mean."""

from __future__ import annotations

from typing import Annotated, Literal

from evidence.entries.describing import Meanings

_DRY_NEEDLING = "Dry needling and the teaching of trigger points."
_ACUPUNCTURE = "Acupuncture and the medicine of East Asia that it belongs to."
_EXACT = "They mean the same."
_CLOSE = "They mean nearly the same; in most uses one can stand for the other."
_BROAD = "The other is the wider concept."
_NARROW = "The other is the narrower concept."
_RELATED = "They overlap or belong together, and neither holds the other."

Side = Annotated[
    Literal["dry-needling", "acupuncture"],
    Meanings({"dry-needling": _DRY_NEEDLING, "acupuncture": _ACUPUNCTURE}),
]
Tradition = Annotated[
    Literal["dry-needling", "acupuncture", "shared"],
    Meanings({
        "dry-needling": _DRY_NEEDLING,
        "acupuncture": _ACUPUNCTURE,
        "shared": "Both use the concept in the same sense.",
    }),
]
LabelLanguage = Annotated[
    Literal["en", "ko", "zh-Hant", "zh-Hans", "zh-Latn", "ja", "pt-BR", "es", "fr", "de"],
    Meanings({
        "en": "English.",
        "ko": "Korean.",
        "zh-Hant": "Chinese in traditional characters.",
        "zh-Hans": "Chinese in simplified characters.",
        "zh-Latn": "Chinese in Latin letters (Hanyu Pinyin, with tone marks).",
        "ja": "Japanese.",
        "pt-BR": "Portuguese as written in Brazil.",
        "es": "Spanish.",
        "fr": "French.",
        "de": "German.",
    }),
]
Relation = Annotated[
    Literal["exact", "close", "broad", "narrow", "related", "none"],
    Meanings({
        "exact": _EXACT,
        "close": _CLOSE,
        "broad": _BROAD,
        "narrow": _NARROW,
        "related": _RELATED,
        "none": "They do not correspond; without to, the other tradition has no such concept.",
    }),
]
CodeRelation = Annotated[
    Literal["exact", "close", "broad", "narrow", "related"],
    Meanings({
        "exact": _EXACT,
        "close": _CLOSE,
        "broad": _BROAD,
        "narrow": _NARROW,
        "related": _RELATED,
    }),
]
Domain = Annotated[
    Literal[
        "points", "assessment", "physiology", "responses", "interventions", "technique", "devices",
        "conditions", "theory", "safety", "research",
    ],
    Meanings({
        "points": "Points and spots on the body.",
        "assessment": "How they are found and examined.",
        "physiology": "Muscle, nerve and pain.",
        "responses": "What needling brings about.",
        "interventions": "Treatments.",
        "technique": "How the needle is handled.",
        "devices": "Needles and other devices.",
        "conditions": "Conditions that are treated.",
        "theory": "Ideas that explain.",
        "safety": "Harms.",
        "research": "How it is studied.",
    }),
]
Confidence = Annotated[
    Literal["high", "moderate", "low"],
    Meanings({
        "high": "We are confident in this mapping.",
        "moderate": "We are fairly confident in this mapping.",
        "low": "This mapping is tentative.",
    }),
]
LabelStatus = Annotated[
    Literal["preferred", "alternative", "avoid"],
    Meanings({
        "preferred": "The word that pages use.",
        "alternative": "Another word for it; it is found, and explained.",
        "avoid": "Better avoided: misleading, outdated or a mistake.",
    }),
]
Scheme = Annotated[
    Literal["mesh", "icd-11", "who-2022"],
    Meanings({
        "mesh": "Medical Subject Headings of the US National Library of Medicine.",
        "icd-11": "International Classification of Diseases, 11th revision (WHO).",
        "who-2022": "WHO terminology of traditional Chinese medicine (2022).",
    }),
]
