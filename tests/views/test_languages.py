"""Every piece of text says in which language it is, so that it is read and set as such."""

import re

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import make_category, make_collection, make_report, make_topic, make_unit, work

CHINESE = re.compile("[\u3400-\u9fff]")
PLANTED = re.compile("Lantern")


def mislabelled(page, expected, wanted):
    """The pieces of a page's body that hold what is `expected` in a language, and stand in another one."""
    found = []
    for element in html.fromstring(page).find("body").iter():
        if not is_text(element):
            continue
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and expected.search(text) and not said_language(holder).startswith(wanted):
                found.append((holder.tag, text.strip()))
    return found


def is_text(element):
    return isinstance(element.tag, str) and element.tag not in {"script", "style"}


def said_language(element):
    return next(node.get("lang") for node in (element, *element.iterancestors()) if node.get("lang"))


def addresses(report, topic):
    unit, category, period = report.unit, report.category, report.period
    names = {"home": [], "report-list": [], "category-list": [], "unit-list": [], "tag-list": [], "topic-list": []}
    names |= {"site-map": [], "collection-list": [], "section-list": ["work_done"], "period-detail": [period.code]}
    names |= {"category-detail": [category.slug], "unit-detail": [unit.slug], "tag-detail": ["lantern"]}
    names |= {"topic-detail": [topic.slug], "report-detail": [report.pk, report.slug]}
    names |= {"collection-detail": [report.collection_id, report.collection.slug]}
    pages = [reverse(f"reports:{name}", args=arguments) for name, arguments in names.items()]
    pages += [f"{reverse('reports:unit-detail', args=[unit.slug])}?view=table"]
    pages += [f"{reverse('reports:report-list')}?unit={unit.slug}", f"{reverse('reports:search')}?q=Lantern"]
    return pages


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "expected", "wanted"), [("en", CHINESE, "zh"), ("zh-hans", PLANTED, "en")])
def test_names_without_a_translation_say_their_language(client, language, expected, wanted):
    is_chinese = wanted == "zh"
    name = "柳桥" if is_chinese else "Lantern"
    names = {"name_en": "", "name_zh": name} if is_chinese else {"name_en": name, "name_zh": ""}
    about = {f"description_{wanted}": f"{name} {name}"}
    unit = make_unit(**names, **about, slug="place")
    category = make_category(**names, **about, slug="sort")
    report = make_report(
        f"{name} report",
        sections=[work(f"{name} 9")],
        language=wanted,
        unit=unit,
        category=category,
        period="2024-q3",
        tags=[name],
        byline=f"{name}",
        collection=make_collection(f"{name} collection", slug="three", language=wanted),
        position=1,
    )
    report.tags.add("lantern")
    topic = make_topic(**names, **about, slug="subject", reports=[report])
    make_report("Other", unit=make_unit("Else", name_zh="别处"), period="2024-q2", language="en")
    found = {}
    for address in addresses(report, topic):
        page = client.get(address.replace("/en/", f"/{language}/")).content.decode()
        if wrong := mislabelled(page, expected, wanted):
            found[address] = wrong
    switch = ("a", "中文")
    assert {place: [piece for piece in wrong if piece != switch] for place, wrong in found.items()} == {}
