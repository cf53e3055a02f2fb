"""What a figure is called, and whether figures of two reports are the same one."""

import re

from reports.documents.folding import HAN, fold

_CLAUSE = re.compile(r"[,;:.!?()\[\]\"'、。]")
_SPAN = re.compile(
    r"^(?:(?:本|全|这|该|当|上|下|今|去)?(?:季度|季|月份|月|年度|年|周|半年)(?:以来|来|内|里|中|共|累计|全县|全镇)*"
    r"|[一二三四五六七八九十\d]+(?:至|到|-)?[一二三四五六七八九十\d]*(?:季度|月份|月|周)(?:份|内)?"
    r"|(?:截至目前|目前|累计|共计|一共|总共|共))+(?=.{2})"
)
_CHANGE = re.compile(r"^(?:比|较|同比|环比|增|减|降|提高|上升|下降|达|约|近|超|从|由|至|到|对|为|其中|平均每)")
_NAME = re.compile(rf"[{HAN}A-Za-z]{{3,16}}")


def name_figure(counted: str, sentence: str, text: str) -> str:
    """Return what a figure counts, "" where nothing good says it.

    Where the text does not say it in so many words, it is the clause that leads up to the figure, if that is short.
    """
    if counted:
        return "" if _CHANGE.match(fold(counted)) else counted
    start = sentence.find(text)
    if start < 0:
        return ""
    folded = fold(sentence[:start])
    cuts = [match.end() for match in _CLAUSE.finditer(folded)]
    lead = sentence[cuts[-1] if cuts else 0 : start].strip()
    if not re.search(f"[{HAN}]", lead) or not _NAME.fullmatch(lead) or _CHANGE.match(fold(lead)):
        return ""
    span = _SPAN.match(fold(lead))
    return lead[span.end() :] if span else lead


def key_of_name(name: str) -> str:
    """Return a name in the form in which it can be compared: in one script and case, without the span of time."""
    folded = fold(name).casefold()
    span = _SPAN.match(folded)
    return "".join((folded[span.end() :] if span else folded).split())
