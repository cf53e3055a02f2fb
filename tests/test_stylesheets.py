"""Style sheets whose parts are joined when static files are collected."""

from summaries.stylesheets import join_parts

PARTS = {
    "css/tokens.css": "/* Colours. */\n:root { --ink: #111; }\n",
    "css/components/lists.css": '.kind { mask: url("../../img/kind.svg"); }\n.a { background: url("data:x"); }\n',
    "css/print.css": "p { orphans: 2; }\n",
}


def test_parts_stand_in_order_with_addresses_for_their_new_place():
    whole = '@import url("tokens.css");\n@import url("components/lists.css");\n@import url("print.css") print;\n'
    assert join_parts("css/site.css", whole, PARTS.__getitem__) == (
        ":root { --ink: #111; }\n"
        '.kind { mask: url("../img/kind.svg"); }\n.a { background: url("data:x"); }\n'
        "@media print {\np { orphans: 2; }\n}\n"
    )


def test_style_sheet_without_parts_stays_as_it_is():
    text = '/* Kept. */ p { color: red; background: url("../img/a.svg"); }\n'
    assert join_parts("css/admin.css", text, PARTS.__getitem__) == text
