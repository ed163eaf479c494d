"""The closed lists that entry types share, and what their values mean."""

from __future__ import annotations

from typing import Annotated, Literal

from evidence.entries.describing import Meanings

Level = Annotated[
    Literal["high", "moderate", "low", "very-low"],
    Meanings({
        "high": "Very confident: new studies are unlikely to change the answer.",
        "moderate": "Fairly confident: new studies may change the answer.",
        "low": "Limited confidence: new studies are likely to change the answer.",
        "very-low": "Very little confidence in any answer.",
    }),
]
Standing = Annotated[
    Literal["established", "plausible", "hypothesis", "disputed"],
    Meanings({
        "established": "Measured in people, again and again.",
        "plausible": "Measurements fit, but in few people, in animals or with a related treatment.",
        "hypothesis": "An idea that has not been properly tested in people.",
        "disputed": "Researchers disagree, or findings speak against it.",
    }),
]
Topic = Annotated[
    Literal[
        "twitch", "trigger-points", "pain-relief", "movement", "safety", "soreness", "nerves",
        "chemistry", "blood-flow", "tissue", "technique", "acupuncture", "history", "aftercare",
        "conditions", "practice",
    ],
    Meanings({
        "twitch": "The local twitch response.",
        "trigger-points": "Trigger points: what they are, and how they are found.",
        "pain-relief": "Less pain after treatment.",
        "movement": "Movement and strength.",
        "safety": "What can go wrong, and how often.",
        "soreness": "Soreness after treatment.",
        "nerves": "Nerves, spinal cord and brain.",
        "chemistry": "Substances in the body.",
        "blood-flow": "Blood flow and oxygen.",
        "tissue": "Muscle fibres, connective tissue, healing.",
        "technique": "How it is done.",
        "acupuncture": "Acupuncture, or how dry needling differs from it.",
        "history": "Who found or wrote what, and when.",
        "aftercare": "What to do after a session.",
        "conditions": "Conditions that are treated.",
        "practice": "Who may needle, training, law, and what practitioners do.",
    }),
]
Technique = Annotated[
    Literal["dry-needling", "acupuncture", "electroacupuncture", "injection", "mixed", "none"],
    Meanings({
        "dry-needling": "Needling of muscle or trigger points without a drug.",
        "acupuncture": "Acupuncture by hand, with or without turning the needle.",
        "electroacupuncture": "Acupuncture with an electric current through the needles.",
        "injection": "Something is injected through the needle.",
        "mixed": "Several of these together, or compared with each other.",
        "none": "No needling treatment.",
    }),
]
Reason = Annotated[
    Literal[
        "risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias",
        "no-direct-evidence", "abstract-only",
    ],
    Meanings({
        "risk-of-bias": "The way the studies were done could have tilted the result.",
        "inconsistency": "The studies disagree with each other.",
        "indirectness": "They looked at other people, treatments or outcomes, or at animals.",
        "imprecision": "Too few people took part to be sure.",
        "publication-bias": "Studies with other results may not have been published.",
        "no-direct-evidence": "Nobody has tested this very question.",
        "abstract-only": "We have not read the full papers.",
    }),
]
