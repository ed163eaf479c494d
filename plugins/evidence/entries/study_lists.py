"""The closed lists of studies and their figures, and what the values mean."""

from __future__ import annotations

from typing import Annotated, Literal

from evidence.entries.describing import Meanings

Design = Annotated[
    Literal[
        "rct", "crossover", "non-randomised-trial", "cohort", "case-series", "case-report",
        "laboratory", "animal", "systematic-review", "meta-analysis", "narrative-review", "theory",
        "guideline", "standard", "policy", "court-ruling", "survey", "book",
    ],
    Meanings({
        "rct": "A randomised trial: chance decided who got which treatment.",
        "crossover": "Each person got every treatment in turn.",
        "non-randomised-trial": "Treatments were compared; chance did not decide who got what.",
        "cohort": "People were followed, and it was noted what happened.",
        "case-series": "People were described one after another, with nobody to compare them with.",
        "case-report": "One person or a few: it can happen; how often is not known.",
        "laboratory": "Something was measured in the body, not whether people got better.",
        "animal": "Done in animals.",
        "systematic-review": "All studies on a question were looked for and weighed together.",
        "meta-analysis": "The results of several studies were added up.",
        "narrative-review": "Experts summed up a field in their own choice of studies.",
        "theory": "An idea was put forward for others to test.",
        "guideline": "Advice that a group agreed on.",
        "standard": "Fixed words or numbers, for everybody to use the same.",
        "policy": "What an organisation wants or allows; no evidence of what works.",
        "court-ruling": "What the law of a country allows; no evidence of what works.",
        "survey": "People were asked.",
        "book": "What its authors hold to be known.",
    }),
]
Unit = Annotated[
    Literal["people", "treatments", "trials", "animals", "practitioners", "points"],
    Meanings({
        "people": "People who were studied.",
        "treatments": "Treatments or sessions.",
        "trials": "Studies that a review took in.",
        "animals": "Animals that were studied.",
        "practitioners": "Those who treat.",
        "points": "Trigger points or acupuncture points.",
    }),
]
Better = Annotated[
    Literal["lower", "higher"],
    Meanings({
        "lower": "A lower number is better, as with pain.",
        "higher": "A higher number is better, as with strength.",
    }),
]
Favours = Annotated[
    Literal["intervention", "comparator", "neither", "unclear"],
    Meanings({
        "intervention": "The finding speaks for the treatment tested.",
        "comparator": "The finding speaks for what it was compared with.",
        "neither": "No clear difference.",
        "unclear": "What we have read does not tell.",
    }),
]
Reading = Annotated[
    Literal["abstract", "excerpt", "full-text", "reference-list"],
    Meanings({
        "abstract": "The abstract only.",
        "excerpt": "Parts of the paper.",
        "full-text": "The whole paper.",
        "reference-list": "Known only from other papers; what rests on it is of low certainty.",
    }),
]
Unconfirmed = Annotated[
    Literal[
        "authors", "year", "title", "journal", "volume", "issue", "pages", "doi", "country",
        "population", "intervention", "comparator", "findings",
    ],
    Meanings({
        "authors": "Who wrote it.",
        "year": "When it appeared.",
        "title": "Its printed title.",
        "journal": "Where it appeared.",
        "volume": "The volume of the journal.",
        "issue": "The issue of the journal.",
        "pages": "On which pages.",
        "doi": "Its digital object identifier.",
        "country": "Where it was done.",
        "population": "Who, and how many, were studied.",
        "intervention": "What was done.",
        "comparator": "What it was compared with.",
        "findings": "What was found.",
    }),
]
Status = Annotated[
    Literal["current", "corrected", "concern", "retracted"],
    Meanings({
        "current": "Nothing is known against it.",
        "corrected": "The journal has corrected it.",
        "concern": "The journal has expressed concern.",
        "retracted": "It was taken back: it supports nothing any more.",
    }),
]
