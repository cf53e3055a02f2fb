"""Pasting into the form of a report."""


def paste(page, html):
    """Paste HTML into the first section as a browser does, and have sections and points made of it."""
    page.locator("[name=sections-0-body]").evaluate(
        """(field, html) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            clipboard.setData("text/plain", "pasted");
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
            field.setRangeText("pasted");
        }""",
        html,
    )
    page.get_by_role("button", name="Make sections and points of it").click()
