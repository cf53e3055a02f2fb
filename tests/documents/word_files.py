"""Makes Word files for tests from the XML that matters: body, styles, lists and notes."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text, bold=False, size=None, font=None, extra=""):
    properties = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "") + extra
    properties += f'<w:rFonts w:eastAsia="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content="", style="", level=None, numbered=None, extra=""):
    """A paragraph: `content` is text or the XML of runs, `numbered` is (list, depth)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    properties += f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{content if '<' in content else run(content)}</w:p>"


def table(*rows):
    """A table: each row a sequence of cells, each cell text or the XML of its paragraphs."""
    cells = ["".join(f"<w:tc>{cell if '<' in cell else p(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def style(name, properties="", based_on="", run_properties="", kind="paragraph"):
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def levels(*formats, start=1):
    """The levels of a list: (format, text) each, with further XML as an optional third."""
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{entry[0]}"/>'
        f'<w:lvlText w:val="{entry[1]}"/>{"".join(entry[2:])}</w:lvl>'
        for depth, entry in enumerate(formats)
    )


def definition(key, content):
    return f'<w:abstractNum w:abstractNumId="{key}">{content}</w:abstractNum>'


def used(key, of, overrides=""):
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def docx(body, styles="", numbering="", footnotes="", endnotes="", members=None, document=None, strict=False):
    """The bytes of a .docx file; `members` adds or replaces files of the package."""
    parts = {"styles": styles, "numbering": numbering, "footnotes": footnotes, "endnotes": endnotes}
    written = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        + "</Relationships>",
        "word/document.xml": document or f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    written |= {
        f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>" for kind, content in parts.items() if content
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (written | (members or {})).items():
            text = content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main") if strict else content
            archive.writestr(name, text)
    return stream.getvalue()
