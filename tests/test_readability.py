"""Readability: each language by its own formula, and no score where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.readability import LONG_SENTENCES, measure_of, score

EASY = {
    "en": "The needle is thin. It goes in fast. You may feel a dull ache. It fades in a day or "
          "two. You can go home at once. Drink and eat as you like. Rest if you want to.",
    "es": "La aguja es fina. Entra muy rápido. Puede sentir un dolor leve. Se va en un día o dos. "
          "Puede ir a su casa ya. Coma y beba como quiera. Descanse si lo desea.",
    "pt-BR": "A agulha é fina. Ela entra bem rápido. Você pode sentir uma dor leve. Ela some em um "
             "ou dois dias. Você pode ir para casa. Coma e beba como quiser. Descanse se quiser.",
    "fr": "L’aiguille est fine. Elle entre très vite. Vous pouvez sentir une douleur. Elle passe "
          "en un jour ou deux. Vous pouvez rentrer chez vous. Mangez et buvez. Dormez bien.",
}
HARD = {
    "en": "Considerable heterogeneity notwithstanding, methodological limitations necessitate "
          "particularly conservative interpretation of multidisciplinary rehabilitation outcomes "
          "following intramuscular electrical stimulation, especially regarding generalisability "
          "and reproducibility across populations and circumstances.",
    "es": "Considerando la heterogeneidad metodológica, las limitaciones experimentales obligan a "
          "interpretar conservadoramente los resultados multidisciplinarios de la rehabilitación "
          "tras estimulación intramuscular, especialmente respecto de su reproducibilidad "
          "internacional y de su generalización poblacional.",
    "pt-BR": "Considerando a heterogeneidade metodológica, as limitações experimentais obrigam a "
             "interpretar conservadoramente os resultados multidisciplinares da reabilitação após "
             "estimulação intramuscular, especialmente quanto à reprodutibilidade internacional e "
             "à generalização populacional.",
    "fr": "Compte tenu de l’hétérogénéité méthodologique, les limitations expérimentales imposent "
          "une interprétation particulièrement conservatrice des résultats multidisciplinaires de "
          "la réadaptation après stimulation intramusculaire, notamment concernant leur "
          "reproductibilité internationale.",
}


@pytest.mark.parametrize("lang", EASY)
def test_an_easy_text_reaches_the_target_and_a_hard_one_does_not(lang: str) -> None:
    measure, easy, hard = measure_of(lang), score(EASY[lang], lang), score(HARD[lang], lang)
    assert measure
    assert easy is not None
    assert hard is not None
    assert not measure.heuristic
    if measure.easier_up:
        assert easy > measure.target > hard
    else:
        assert easy < measure.target < hard


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("en", "The cat sat on the mat. " * 5, -1.4),
    ("es", "La casa es muy bonita y grande. " * 4, 101.9),
    ("fr", "Le chat dort sur le tapis rouge. " * 4, 115.8),
])
def test_a_score_is_that_of_the_formula(lang: str, text: str, value: float) -> None:
    assert score(text, lang) == value


def test_where_there_is_no_formula_the_length_of_sentences_stands_in() -> None:
    for lang in ("ko", "zh-Hant"):
        assert measure_of(lang) is LONG_SENTENCES
        assert LONG_SENTENCES.heuristic
    korean = "침은 가늡니다. 금방 들어갑니다. 하루나 이틀이면 사라집니다. 집에 가도 됩니다."
    assert score(korean, "ko") == 10.5
    chinese = "針很細。很快就進去。可能會有一點痠痛。一兩天就會消失。可以馬上回家休息。"
    assert score(chinese, "zh-Hant") == 8.0


def test_a_language_we_know_nothing_of_has_no_score() -> None:
    assert measure_of("ar") is None
    assert score("كلام كثير جدا " * 20, "ar") is None


@given(st.text(max_size=300), st.sampled_from(["en", "es", "pt-BR", "fr", "ko", "zh-Hant", "ar"]))
def test_any_text_has_a_score_or_none(text: str, lang: str) -> None:
    found = score(text, lang)
    assert found is None or isinstance(found, float)
