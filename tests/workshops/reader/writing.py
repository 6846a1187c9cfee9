"""The invented summary written as DOCX and as PDF, by the programs others write them with."""

import io
import re
from itertools import pairwise

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from amedip.core.publications import fonts
from tests.workshops.reader.sample import HEADINGS, INVENTED

_PARTS = re.compile(r"(\*\*.+?\*\*|(?<!\*)\*[^*]+\*(?!\*)|\[[^\]]+\]\([^)]*\))")


def parts_of(text: str):
    """(text, strong, emphasis, address or None) of each part of a text with Markdown's marks."""
    for part in _PARTS.split(text):
        if part.startswith("**"):
            yield part[2:-2], True, False, None
        elif part.startswith("*"):
            yield part[1:-1], False, True, None
        elif part.startswith("["):
            name, address = part[1:-1].split("](")
            yield name, False, False, address
        elif part:
            yield part, False, False, None


def as_docx(language: str) -> bytes:
    """With Word's styles for title, headings and lists."""
    document = docx.Document()
    for kind, _, mark, text in INVENTED[language]:
        if not text:
            continue
        style = (
            "Title" if kind == "title" else "Heading 1" if kind in HEADINGS else "List Bullet" if mark == "-" else None
        )
        if mark not in ("", "-"):
            text = f"{mark} {text}"
        paragraph = document.add_paragraph(style=style)
        for part, strong, emphasis, address in parts_of(text):
            add_run(document, paragraph, part, strong=strong, emphasis=emphasis, address=address)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_run(document, paragraph, text, *, strong=False, emphasis=False, address=None):
    run = paragraph.add_run(text)
    run.bold, run.italic = strong or None, emphasis or None
    if address is not None:
        link = OxmlElement("w:hyperlink")
        if address == "#":
            link.set(qn("w:anchor"), "lost")
        else:
            link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.remove(run._r)
        link.append(run._r)
        paragraph._p.append(link)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typeset(language: str, body: str, *, head: str = "", tagged: bool = True) -> bytes:
    """A PDF of typst's own markup, in FiraGO; ``tagged`` as the portal's publications are."""
    direction = "rtl" if language == "ar" else "ltr"
    source = (
        f'#set document(title: "A test")\n'
        f'#set text(font: "FiraGO", lang: "{language}", dir: {direction}, size: 10.5pt)\n'
        f"#set par(spacing: 1.2em)\n{head}\n{body}"
    )
    return typst.compile(
        source.encode(),
        font_paths=[fonts.folder()],
        ignore_system_fonts=True,
        **({"pdf_standards": ["ua-1"]} if tagged else {}),
    )


def inlines(text: str) -> str:
    written = ""
    for part, strong, emphasis, address in parts_of(text):
        content = f"#text({quoted(part)})"
        if strong:
            content = f"#strong[{content}]"
        if emphasis:
            # FiraGO has no italics here: a slant, as programs draw them that have none either.
            content = f"#emph[{content}]"
        if address and address != "#":
            content = f"#link({quoted(address)})[{content}]"
        written += content
    return written


def as_pdf(language: str, *, tagged: bool = True) -> bytes:
    """Over several small pages, with a running head and page numbers; in FiraGO, which has no italics."""
    head = (
        "#set page(width: 15cm, height: 14cm, margin: 2cm, header: text(size: 8pt)[Invented dialogue])\n"
        '#set page(numbering: "1 / 1")\n#set par(justify: true)\n#show heading: set text(size: 13pt)'
    )
    rows = [row for row in INVENTED[language] if row[3]]
    body = ""
    for (kind, _, mark, text), (_, _, after, _) in pairwise([*rows, ("", "", "", "")]):
        if kind == "title":
            body += f'#par(text(size: 17pt, weight: "bold")[{inlines(text)}])\n\n'
        elif kind in HEADINGS:
            body += f"#heading(level: 1)[{inlines(text)}]\n\n"
        elif mark == "-":
            body += f"- {inlines(text)}\n" + ("" if after == "-" else "\n")
        else:
            body += f"#par[{inlines(f'{mark} {text}'.strip())}]\n\n"
    return typeset(language, body, head=head, tagged=tagged)
