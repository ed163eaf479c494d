"""What machines read of a page: schema.org as JSON-LD, and how social media show a link to it.

pyld reads the JSON-LD back, with the context that schema.org publishes; nothing asks the network.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from pyld import jsonld

from conftest import Write
from evidence.entries import ENTRY_TYPES
from evidence.entries.guide import Guide, Section
from evidence.loading import Folders
from evidence.outputs import Page, relative
from evidence.pages.structured.entries import ASPECTS
from evidence.settings import Settings, read_settings
from evidence.site import Site, build
from samples import FLOCK, entry
from test_golden import SITE
from test_words import choices

URL = "https://llama.example/"
SCHEMA = json.loads((Path(__file__).parent / "schemas/schemaorg.json").read_text("utf-8"))
CLAIM, STUDY = "claims/llamas-hum/", "studies/llamas2014/"
Node = dict[str, Any]


@cache
def golden(site_url: str = URL) -> Site:
    site = build(Folders(SITE), read_settings(SITE), site_url=site_url)
    assert site.errors == []
    return site


def by_url(site: Site) -> Mapping[str, Page]:
    return {page.url: page for page in site.pages}


def made(write: Write, files: Mapping[str, str] | None = None) -> Mapping[str, Page]:
    site = build(Folders(write({**FLOCK, **(files or {})})), Settings(("en", "ko")), site_url=URL)
    assert site.errors == []
    return by_url(site)


def nodes(value: Any) -> Iterator[Node]:
    """Everything that has a type, from the outside in."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for child in value.values():
            yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


def described(page: Page) -> list[Node]:
    return list(nodes(json.loads(page.structured)["@graph"]))


def one(page: Page, kind: str) -> Node:
    """The one node of a type that has more than a name."""
    found = [node for node in described(page) if kind in types(node) and len(node) > 2]
    assert len(found) == 1, [*map(types, found)]
    return found[0]


def types(node: Node) -> list[str]:
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


def triples(page: Page, base: str) -> set[tuple[str, str, str]]:
    """What an independent processor makes of a page at an address; blank nodes have no names."""

    def load(url: str, options: Any) -> Node:
        assert url == "https://schema.org", url
        return {"contextUrl": None, "documentUrl": url,
                "document": {"@context": SCHEMA["context"]}}

    graph = jsonld.to_rdf(json.loads(page.structured), {"base": base, "documentLoader": load})
    return {tuple("_" if term["type"] == "blank node" else term["value"]  # type: ignore[misc]
                  for term in (triple["subject"], triple["predicate"], triple["object"]))
            for triple in graph["@default"]}


# The vocabulary


def above(kind: str) -> set[str]:
    """A type and all types above it."""
    return {kind}.union(*(above(parent) for parent in SCHEMA["types"][kind]))


def misused(node: Node) -> Iterator[str]:
    """What schema.org does not know, or knows otherwise."""
    for kind in types(node):
        if kind not in SCHEMA["types"]:
            yield f"no type {kind}"
            return
    own = set().union(*(above(kind) for kind in types(node)))
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in SCHEMA["properties"]:
            yield f"no property {name}"
            continue
        facts = SCHEMA["properties"][name]
        if not own & set(facts["domain"]):
            yield f"{types(node)} has no {name}"
        for item in value if isinstance(value, list) else [value]:
            if not fits(item, facts["range"]):
                yield f"{name} is no {item!r}"


def fits(value: Any, wanted: list[str]) -> bool:
    """Whether a value is of one of the wanted types; a thing by its name alone may be anything."""
    if isinstance(value, bool):
        return "Boolean" in wanted
    if isinstance(value, int):
        return bool({"Number", "Integer"} & set(wanted))
    if isinstance(value, str):
        if "Text" in wanted or ("URL" in wanted and re.match(r"https?://\S+$|[./#]", value)):
            return True
        return bool({"Date", "DateTime"} & set(wanted)) and bool(
            re.fullmatch(r"\d{4}(-\d\d-\d\d)?", value))
    if "@type" not in value:
        return value.keys() == {"@id"}
    return bool(set().union(*(above(kind) for kind in types(value))) & set(wanted))


def test_every_type_and_property_is_schema_orgs_own_and_fits() -> None:
    wrong = {(page.url, said) for page in golden().pages for node in described(page)
             for said in misused(node)}
    assert wrong == set()


@pytest.mark.parametrize(("node", "said"), [
    ({"@type": "Llama"}, ["no type Llama"]),
    ({"@type": "Person", "hum": "la"}, ["no property hum"]),
    ({"@type": "Person", "citation": "x"}, ["['Person'] has no citation"]),
    ({"@type": "WebPage", "isPartOf": {"@type": "Person"}},
     ["isPartOf is no {'@type': 'Person'}"]),
    ({"@type": "WebPage", "lastReviewed": "last week"}, ["lastReviewed is no 'last week'"]),
    ({"@type": ["FAQPage", "MedicalWebPage"], "lastReviewed": "2026-11-21"}, []),
])
def test_the_check_of_the_vocabulary_finds_what_is_wrong(node: Node, said: list[str]) -> None:
    assert list(misused(node)) == said


def test_every_aspect_is_one_of_schema_orgs() -> None:
    assert set(ASPECTS.values()) <= set(SCHEMA["HealthAspectEnumeration"])
    assert choices(Section, "aspect") - ASPECTS.keys() == {"preparation", "what-happens"}


# Every page


def test_every_page_is_described_and_read_back_by_an_independent_processor() -> None:
    counts: dict[str, Counter[str]] = {}
    for page in golden().pages:
        for subject, predicate, kind in triples(page, URL + page.url):
            if predicate.endswith("#type") and subject.startswith(URL + page.canonical):
                name = kind.removeprefix("http://schema.org/")
                counts.setdefault(page.lang, Counter())[name] += 1
    kinds = Counter(kind.kind for kind in ENTRY_TYPES for _ in golden().library.of_type(kind))
    for lang, found in counts.items():
        # One for each entry in each edition; a term stands in the crosswalk's sets by its page.
        assert {
            "ClaimReview": found["ClaimReview"], "Claim": found["Claim"],
            "FAQPage": found["FAQPage"], "DefinedTerm": found["DefinedTerm"],
            "MedicalWebPage": found["MedicalWebPage"],
        } == {
            "ClaimReview": 2 * kinds["claim"], "Claim": 2 * kinds["claim"],
            "FAQPage": 2 * kinds["faq"], "DefinedTerm": 2 * kinds["term"],
            "MedicalWebPage": 2 * kinds.total(),
        }, lang


def test_without_an_address_of_the_site_all_addresses_lead_from_the_page() -> None:
    whole, loose = by_url(golden()), by_url(golden(""))
    assert whole.keys() == loose.keys()
    for url, page in loose.items():
        assert URL not in page.structured
        assert triples(page, URL + url) == triples(whole[url], URL + url), url


def test_every_address_of_ours_is_there() -> None:
    site = golden()
    there = {page.url for page in site.pages} | {file.path for file in site.files}
    ids = {page.url: set(re.findall(r' id="([^"]+)"', page.text)) for page in site.pages}
    for page in site.pages:
        for node in described(page):
            for name in ("@id", "url", "contentUrl", "publishingPrinciples", "image"):
                if (address := node.get(name, "")).startswith(URL):
                    path, _, part = address.removeprefix(URL).partition("#")
                    assert path in there, (page.url, address)
                    # A place on the page is where its address says; other names are only names.
                    assert name == "@id" or not part or part in ids[path], (page.url, address)


def test_two_builds_say_the_same() -> None:
    one = build(Folders(SITE), read_settings(SITE), site_url=URL)
    assert [(page.structured, page.metas) for page in one.pages] == [
        (page.structured, page.metas) for page in golden().pages]


def test_no_text_ends_the_script_it_stands_in(write: Write) -> None:
    evil = "</script><img src=x onerror=alert(1)> <!--"
    root = write({**FLOCK, "content/claims/llamas-hum.yaml": entry(
        "claims", f"statement: '{evil}'\nshort: '{evil}'\n")})
    page = by_url(build(Folders(root), Settings(), forgiving=True))["en/patients/" + CLAIM]
    assert "<" not in page.structured
    assert one(page, "ClaimReview")["claimReviewed"].startswith("</script>")


def test_a_page_that_only_says_what_is_wrong_is_not_described(write: Write) -> None:
    root = write({**FLOCK, "content/faqs/what-is-wool.yaml": "question: What: wool?\n"})
    site = build(Folders(root), Settings(), forgiving=True)
    page = by_url(site)["en/patients/faqs/what-is-wool/"]
    assert (page.structured, page.metas) == ("", ())


# Pages of entries


def test_what_is_said_of_an_entry_stands_on_its_page() -> None:
    words = ("claimReviewed", "reviewBody", "alternateName", "text", "genre")
    for page in (page for page in golden().pages if page.canonical == page.url):
        shown = visible(page.text)
        main = [node for node in described(page) if page.entry and not {
            "DefinedTerm", "DefinedTermSet"} & set(types(node))]
        said = [text for node in main for name in words
                for text in ([node[name]] if isinstance(node.get(name), str)
                             else node.get(name, ()))]
        assert [text for text in said if visible(text) not in shown
                and not is_answer(text, shown)] == [], page.url


def visible(html: str) -> str:
    """Words without marks, references and space."""
    html = re.sub(r"<sup.*?</sup>", "", html, flags=re.S)
    return re.sub(r"\W", "", Markup(html).striptags())


def is_answer(text: str, shown: str) -> bool:
    """An answer is the short one and the long one, which stand apart on the page."""
    return all(visible(sentence) in shown for sentence in re.split(r"(?<=[.?!]) ", text))


def test_an_audience_is_named_where_a_page_is_for_one() -> None:
    pages = by_url(golden())
    wanted = {"en/patients/" + CLAIM: {"@type": "Patient"},
              "en/clinicians/" + CLAIM: {"@type": "MedicalAudience", "audienceType": "Clinician"},
              "en/patients/claims/": {"@type": "Patient"}, "en/about/": None, "en/": None}
    assert {url: json.loads(pages[url].structured)["@graph"][0].get("audience")
            for url in wanted} == wanted


def test_a_review_is_named_only_where_somebody_signed_one() -> None:
    pages = by_url(golden())
    reviewed = json.loads(pages["en/patients/claims/llamas-fly/"].structured)["@graph"][0]
    assert (reviewed["lastReviewed"], reviewed["reviewedBy"]) == (
        "2026-10-02", {"@type": "Person", "name": "Dr Emil Crook (invented)",
                       "jobTitle": "shepherd"})
    for url, page in pages.items():
        if "llamas-fly/" not in url:
            assert "reviewedBy" not in page.structured
            assert "lastReviewed" not in page.structured


def test_translations_name_each_other() -> None:
    pages = by_url(golden())
    for page in pages.values():
        node = json.loads(page.structured)["@graph"][0]
        for other in node.get("workTranslation", ()):
            there = json.loads(pages[other["@id"].removeprefix(URL)].structured)["@graph"][0]
            assert there["translationOfWork"] == {"@id": node["@id"]}
        if "translationOfWork" in node:
            there = json.loads(pages[node["translationOfWork"]["@id"].removeprefix(URL)].structured)
            assert {"@id": node["@id"]} in there["@graph"][0]["workTranslation"]
    korean = json.loads(pages["ko/patients/" + CLAIM].structured)["@graph"][0]
    assert (korean["inLanguage"], korean["translationOfWork"]) == (
        "ko", {"@id": f"{URL}en/patients/{CLAIM}"})


def test_a_page_that_is_not_translated_is_described_as_the_english_one() -> None:
    pages = by_url(golden())
    for place in ("patients/claims/llamas-fly/", "clinicians/studies/goats2003/"):
        assert json.loads(pages[f"ko/{place}"].structured) == json.loads(
            pages[f"en/{place}"].structured)


VERDICTS = {"supported": (5, "Holds"), "partly-supported": (3, "Partly holds"),
            "contradicted": (1, "Does not hold"), "not-checkable": (None, "Cannot be checked"),
            "misattributed": (None, "Not what the study says"),
            "not-found": (None, "No source found")}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_a_number_only_where_it_says_how_true_a_claim_is(
    write: Write, verdict: str
) -> None:
    stance = {"supported": "supports", "partly-supported": "mixed", "contradicted": "contradicts",
              "misattributed": "contradicts"}.get(verdict)
    evidence = f"[{{study: llamas2014, stance: {stance}, note: They say.}}]" if stance else "[]"
    files = {"content/claims/c.yaml": entry("claims", f"""\
verdict: {verdict}
attributed_to: A radio.
evidence: {evidence}
certainty: {{level: very-low, because: [imprecision]}}
""")}
    rating = one(made(write, files)["en/patients/claims/c/"], "ClaimReview")["reviewRating"]
    number, word = VERDICTS[verdict]
    scale = {"ratingValue": number, "bestRating": 5, "worstRating": 1} if number else {}
    assert rating == {
        "@type": "Rating", "alternateName": word, **scale,
        "ratingExplanation": "Certainty: very low – We have very little confidence in any answer. "
                             "We simply do not know enough yet."}


def test_a_claim_names_the_records_it_cites_and_weighs() -> None:
    page = by_url(golden())["en/clinicians/" + CLAIM]
    node = json.loads(page.structured)["@graph"][0]
    assert [cited["name"] for cited in node["citation"]] == [
        "Humming in a flock: a survey of Bolivian llamas", "The shepherd's handbook of humming",
        "Do sheep hum? A crossover trial of hay", "Goats that hummed"]
    assert node["citation"][0] == {
        "@type": "MedicalScholarlyArticle", "@id": "https://doi.org/10.9999/llama.2014.7",
        "name": "Humming in a flock: a survey of Bolivian llamas", "datePublished": "2014",
        "identifier": [{"@type": "PropertyValue", "propertyID": "DOI",
                        "value": "10.9999/llama.2014.7"}],
        "sameAs": ["https://doi.org/10.9999/llama.2014.7"]}
    assert [cited.get("creativeWorkStatus") for cited in node["citation"]] == [
        None, None, None, "Retracted"]
    assert node["isBasedOn"] == [
        {"@id": "https://doi.org/10.9999/llama.2014.7"},
        {"@id": f"{URL}en/clinicians/studies/sheep2015/#study"},
        {"@id": f"{URL}en/clinicians/studies/goats2003/#study"}]


def test_a_study_is_a_work_of_others_without_what_nobody_has_seen(write: Write) -> None:
    bib = """\
@article{llamas2014, author = {Woolly, Ann and {The Flock}}, title = {On {L}lamas},
  journal = {Sheep}, year = {2014}, volume = {7}, number = {2}, pages = {31--39},
  doi = {10.9999/l<1>}, pmid = {8043247}, pmcid = {PMC3201653}}
@article{sheep2015, author = {Wether, Bo}, title = {On sheep}, journal = {Sheep}, year = {2015}}
"""
    study = ("unconfirmed: [authors, volume, doi, year]\nstatus: retracted\nsince: 2020-05-01\n"
             "notice: They made it up.\n")
    pages = made(write, {
        "bibliography/flock.bib": bib, "content/claims/llamas-hum.yaml": entry("claims"),
        "content/studies/sheep2015.yaml": entry("studies", "unconfirmed: [title, journal]\n"),
        "content/studies/llamas2014.yaml": entry("studies", study + FLOCK[
            "content/studies/llamas2014.yaml"].replace("unconfirmed: [doi]\n", ""))})
    assert one(pages["en/patients/" + STUDY], "MedicalScholarlyArticle") == {
        "@type": "MedicalScholarlyArticle", "@id": "https://pubmed.ncbi.nlm.nih.gov/8043247/",
        "name": "On Llamas", "creativeWorkStatus": "Retracted",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "PMID", "value": "8043247"},
            {"@type": "PropertyValue", "propertyID": "PMCID", "value": "PMC3201653"}],
        "sameAs": ["https://pubmed.ncbi.nlm.nih.gov/8043247/",
                   "https://pmc.ncbi.nlm.nih.gov/articles/PMC3201653/"],
        "isPartOf": {"@type": "PublicationIssue", "issueNumber": "2",
                     "isPartOf": {"@type": "Periodical", "name": "Sheep"}},
        "pagination": "31-39", "genre": "Survey",
        "correction": {"@type": "CorrectionComment", "text": "They made it up.",
                       "datePublished": "2020-05-01"}}
    assert one(pages["en/patients/studies/sheep2015/"], "MedicalScholarlyArticle") == {
        "@type": "MedicalScholarlyArticle", "genre": "Survey",
        "@id": f"{URL}en/clinicians/studies/sheep2015/#study", "datePublished": "2015",
        "author": [{"@type": "Person", "name": "Bo Wether", "givenName": "Bo",
                    "familyName": "Wether"}]}


def test_a_question_has_its_answer() -> None:
    page = by_url(golden())["en/patients/faqs/what-is-a-hum/"]
    question = one(page, "Question")
    assert types(json.loads(page.structured)["@graph"][0]) == ["FAQPage", "MedicalWebPage"]
    assert (question["name"], question["acceptedAnswer"]["@type"]) == ("What is a hum?", "Answer")
    assert question["acceptedAnswer"]["text"].startswith(
        "A soft sound. It is what a llama does")


def test_the_sections_of_a_guide_have_their_aspect() -> None:
    site = golden()
    (guide,) = [guide for guide in site.library.of_type(Guide) if guide.id == "visiting-a-flock"]
    page = by_url(site)["en/patients/guides/visiting-a-flock/"]
    parts = json.loads(page.structured)["@graph"][0]["hasPart"]
    assert [(part["@type"], part["url"], part.get("hasHealthAspect")) for part in parts] == [
        ("HealthTopicContent", f"{URL}{page.url}#help", {"@id": "schema:SeeDoctorHealthAspect"}),
        ("WebContent", f"{URL}{page.url}#before", None)]
    assert [part["@id"].partition("#")[2] for part in parts] == [
        section.id for section in guide.sections]


def test_a_term_stands_in_the_vocabulary_of_its_side() -> None:
    page = by_url(golden())["ko/patients/terms/llama/"]
    term = one(page, "DefinedTerm")
    (side,) = term["inDefinedTermSet"]
    assert (term["termCode"], term["@id"]) == ("llama", f"{URL}{page.url}#term")
    assert side == {"@type": "DefinedTermSet", "name": "건침",
                    "@id": f"{URL}ko/patients/crosswalk/#dry-needling",
                    "url": f"{URL}ko/patients/crosswalk/"}
    assert f"{URL}exports/crosswalk.ttl#llama" in term["sameAs"]
    sets = json.loads(by_url(golden())["ko/patients/crosswalk/"].structured)["@graph"][1:]
    assert term["@id"] in [other["@id"] for other in sets[0]["hasDefinedTerm"]]
    assert [node["@id"] for node in sets] == [
        f"{URL}ko/patients/crosswalk/#{name}" for name in ("dry-needling", "acupuncture")]


# Other pages


def test_the_data_that_is_offered_is_there() -> None:
    site = golden()
    files = {file.path for file in site.files}
    for url in ("", "en/", "ko/", "ko/api/"):
        offered = [node for node in described(by_url(site)[url]) if "DataDownload" in types(node)]
        assert {node["contentUrl"].removeprefix(URL) for node in offered} - files == set()
        assert len(offered) > 10
        assert all("/" in node["encodingFormat"] for node in offered)


def test_a_list_names_its_entries_in_the_order_of_the_page() -> None:
    page = by_url(golden())["en/patients/studies/"]
    items = one(page, "ItemList")["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    links = re.findall(r'class="ne-card__title" href="([^"]+)"', page.text)
    assert [item["url"] for item in items] == [
        f"{URL}{page.url}{link}" for link in links]
    assert all(relative(page.url, item["url"].removeprefix(URL)) in links for item in items)


def test_the_page_about_the_site_says_so() -> None:
    pages = by_url(golden())
    assert [types(json.loads(pages[url].structured)["@graph"][0]) for url in (
        "en/about/", "en/method/", "en/rules/", "en/patients/", "en/patients/claims/")] == [
        ["AboutPage"], ["WebPage"], ["WebPage"], ["WebPage"], ["CollectionPage"]]


def test_principles_are_named_only_where_there_is_a_page_of_them(write: Write) -> None:
    pages = made(write, {"content/pages/en/about.md": "# About\n\nA flock.\n"})
    assert "publishingPrinciples" not in pages["en/about/"].structured
    method = {"content/pages/en/method.md": "# Method\n\nWe listen.\n"}
    assert f"{URL}en/method/" in made(write, method)["en/patients/" + CLAIM].structured


# What social media show


def test_a_link_is_shown_with_what_the_page_is_called_and_says() -> None:
    assert by_url(golden())["ko/patients/" + CLAIM].metas == (
        ("og:type", "article"), ("og:title", "라마는 먹이를 먹을 때 흥얼거린다."),
        ("og:description", "그런 라마도 있습니다."), ("og:site_name", "Needling Evidence"),
        ("og:locale", "ko"), ("og:locale:alternate", "en"),
        ("og:url", f"{URL}ko/patients/{CLAIM}"), ("twitter:card", "summary"))


def test_a_page_that_is_not_translated_gives_the_address_of_the_english_one() -> None:
    said = by_url(golden())["ko/patients/claims/llamas-fly/"].metas
    assert ("og:url", f"{URL}en/patients/claims/llamas-fly/") in said
    assert [content for name, content in said if name.startswith("og:locale")] == ["en"]


def test_no_country_is_made_up_for_a_language(write: Write) -> None:
    site = build(Folders(write(FLOCK)), Settings(("en", "pt-BR", "zh-Hant")), site_url=URL)
    assert [content for name, content in by_url(site)["zh-Hant/"].metas
            if name.startswith("og:locale")] == ["zh_Hant", "en", "pt_BR"]


def test_an_address_is_whole_or_not_given() -> None:
    for page in golden("").pages:
        assert {name for name, _ in page.metas} & {"og:url", "og:image"} == set()
    assert dict(by_url(golden())[""].metas)["og:url"] == URL
