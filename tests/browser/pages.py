"""One page of each kind, as addresses below a language."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("en", "ko")
"""Languages of which every kind of page is looked at."""
OTHERS = ("es", "pt-BR", "zh-Hant", "fr")
"""Languages of which those pages are that have most words, and those that matter most."""
SAMPLE = ("crosswalk", "claim", "guide")
PAGES: Mapping[str, str] = {
    "welcome": "",
    "home": "patients/",
    "home-clinician": "clinicians/",
    "claims": "clinicians/claims/",
    "mechanisms": "patients/mechanisms/",
    "faqs": "patients/faqs/",
    "guides": "patients/guides/",
    "terms": "clinicians/terms/",
    "studies": "clinicians/studies/",
    "crosswalk": "clinicians/crosswalk/",
    "bibliography": "clinicians/bibliography/",
    "claim": "clinicians/claims/twitch-is-needed/",
    "mechanism": "patients/mechanisms/local-twitch-response/",
    "faq": "patients/faqs/does-it-hurt/",
    "guide": "patients/guides/risks-and-when-to-get-help/",
    "study": "clinicians/studies/hong1994/",
    "term": "clinicians/terms/trigger-point/",
    "hand": "method/",
    "builder": "embed/",
    "api": "api/",
    "lost": "clinicians/no-such-page/",
}
"""The home page of the site stands above them, at ``/``."""

ADDRESSES: Mapping[str, str] = {
    "chooser": "/",
    "en-rule": "/en/rules/urgent-signs/",
    **{f"{lang}-{name}": f"/{lang}/{path}" for lang in LANGUAGES for name, path in PAGES.items()},
    **{f"{lang}-{name}": f"/{lang}/{PAGES[name]}" for lang in OTHERS for name in SAMPLE},
}
