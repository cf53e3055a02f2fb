"""Filling in of the admin's forms as a browser does."""

from selectolax.lexbor import LexborHTMLParser


def read_form(response, selector="#content-main form"):
    """The values that a browser would send back from a form, as they stand on the page."""
    assert response.status_code == 200
    data = {}
    for field in LexborHTMLParser(response.content.decode()).css_first(selector).css("input, textarea, select"):
        name = field.attributes.get("name")
        kind = field.attributes.get("type")
        if (
            not name
            or kind in {"submit", "button", "file"}
            or (kind in {"checkbox", "radio"} and "checked" not in field.attributes)
        ):
            continue
        if field.tag == "select":
            chosen = [
                option.attributes.get("value") for option in field.css("option") if "selected" in option.attributes
            ]
            if "multiple" not in field.attributes and not chosen:
                chosen = [option.attributes.get("value") for option in field.css("option")[:1]]
            data[name] = chosen if "multiple" in field.attributes else (chosen or [""])[0] or ""
        else:
            text = field.text().removeprefix("\n") if field.tag == "textarea" else field.attributes.get("value")
            data[name] = text or ""
    return data


def errors_of(response):
    """The messages of a form that was refused, one a line."""
    page = LexborHTMLParser(response.content.decode())
    return [item.text(strip=True) for item in page.css(".errorlist li")]
