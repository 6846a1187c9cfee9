"""What the styles of a DOCX file say: headings, emphasis, and how lists count."""

from dataclasses import dataclass, replace

from docx.oxml.ns import qn

# Word's own names of styles, whatever its language shows; “heading 1” is stored in English.
_TITLES = frozenset({"title"})
_HEADING = "heading "
# In Word nine levels exist; a chain of styles that goes on longer goes in a circle.
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Look:
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Numbering:
    """The list a paragraph belongs to and its level, from 0."""

    list_id: str
    level: int = 0


@dataclass(frozen=True)
class ParagraphStyle:
    look: Look = Look()
    heading: int = 0
    document_title: bool = False
    numbering: Numbering | None = None


class Styles:
    """The file's styles by their ids, each with what it takes from those it is based on."""

    def __init__(self, root):
        self._elements = {style.get(qn("w:styleId")): style for style in root.iterchildren(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._elements.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._known: dict[str | None, ParagraphStyle] = {}
        self._looks: dict[str, Look] = {}

    def of_paragraph(self, element) -> ParagraphStyle:
        """The style of a paragraph with what the paragraph itself says."""
        properties = element.find(qn("w:pPr"))
        name = _value(properties, "w:pStyle") or self._default
        if name not in self._known:
            self._known[name] = self._style(name)
        return _with(self._known[name], properties)

    def of_run(self, element, look: Look) -> Look:
        properties = element.find(qn("w:rPr"))
        if properties is None:
            return look
        name = _value(properties, "w:rStyle")
        if name:
            if name not in self._looks:
                chain = reversed(list(self._chain(name)))
                found = Look()
                for style in chain:
                    found = _look(found, style.find(qn("w:rPr")))
                self._looks[name] = found
            look = Look(look.strong or self._looks[name].strong, look.emphasis or self._looks[name].emphasis)
        return _look(look, properties)

    def _chain(self, name):
        for _ in range(_LONGEST_CHAIN):
            style = self._elements.get(name)
            if style is None:
                return
            yield style
            name = _value(style, "w:basedOn")

    def _style(self, name) -> ParagraphStyle:
        found = ParagraphStyle()
        for style in reversed(list(self._chain(name))):
            called = (_value(style, "w:name") or "").casefold()
            if called.startswith(_HEADING) and called[len(_HEADING) :].isdecimal():
                found = replace(found, heading=int(called[len(_HEADING) :]))
            found = replace(found, document_title=found.document_title or called in _TITLES)
            found = replace(found, look=_look(found.look, style.find(qn("w:rPr"))))
            found = _with(found, style.find(qn("w:pPr")))
        # A heading is bold by its style: that is no emphasis.
        return replace(found, look=Look()) if found.heading or found.document_title else found


def _with(style: ParagraphStyle, properties) -> ParagraphStyle:
    if properties is None:
        return style
    outline = _value(properties, "w:outlineLvl")
    if outline and outline.isdecimal() and not style.heading:
        style = replace(style, heading=int(outline) + 1 if int(outline) < 9 else 0)
    numbering = properties.find(qn("w:numPr"))
    if numbering is not None:
        inherited = style.numbering
        list_id = _value(numbering, "w:numId") or (inherited.list_id if inherited else "0")
        level = _value(numbering, "w:ilvl") or ""
        depth = int(level) if level.isdecimal() else inherited.level if inherited else 0
        style = replace(style, numbering=Numbering(list_id, min(depth, 8)) if list_id != "0" else None)
    return style


def _look(look: Look, properties) -> Look:
    if properties is None:
        return look
    strong, emphasis = _switch(properties, "w:b", "w:bCs"), _switch(properties, "w:i", "w:iCs")
    return Look(look.strong if strong is None else strong, look.emphasis if emphasis is None else emphasis)


def _switch(properties, *names: str) -> bool | None:
    """On, off or not said; the second name is that for Arabic letters."""
    said = [
        properties.find(qn(name)).get(qn("w:val")) not in ("0", "false", "off", "none")
        for name in names
        if properties.find(qn(name)) is not None
    ]
    return any(said) if said else None


def _value(element, name: str) -> str | None:
    found = element.find(qn(name)) if element is not None else None
    return found.get(qn("w:val")) if found is not None else None


@dataclass(frozen=True)
class Label:
    text: str
    bullet: bool
    level: int


_UNITS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Lists:
    """The lists of a file and how far each has counted."""

    def __init__(self, root):
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._source: dict[str, str] = {}
        if root is None:
            return
        abstract = {each.get(qn("w:abstractNumId")): each for each in root.iterchildren(qn("w:abstractNum"))}
        for each in root.iterchildren(qn("w:num")):
            list_id, source = each.get(qn("w:numId")), _value(each, "w:abstractNumId")
            found = {}
            if source in abstract:
                found = dict(_level(level) for level in abstract[source].iterchildren(qn("w:lvl")))
            restarts = False
            for override in each.iterchildren(qn("w:lvlOverride")):
                number = int(override.get(qn("w:ilvl")) or 0)
                start = _value(override, "w:startOverride")
                own = override.find(qn("w:lvl"))
                if own is not None:
                    found |= dict([_level(own)])
                if start and start.isdecimal() and number in found:
                    found[number] = (*found[number][:2], int(start))
                    restarts = True
            self._levels[list_id] = found
            # Lists made from one pattern go on counting together, unless one says that it begins anew.
            self._source[list_id] = f"own {list_id}" if restarts else source or list_id

    def label(self, numbering: Numbering) -> Label | None:
        """The next number of the list as it is printed."""
        levels = self._levels.get(numbering.list_id)
        if not levels or numbering.level not in levels:
            return None
        counts = self._counts.setdefault(self._source[numbering.list_id], [])
        while len(counts) <= numbering.level:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - 1)
        counts[numbering.level] += 1
        del counts[numbering.level + 1 :]
        form, pattern, _ = levels[numbering.level]
        if form == "none":
            return None
        if form == "bullet":
            return Label("•", bullet=True, level=numbering.level)
        text = pattern
        for place in range(numbering.level + 1):
            # A level above that nothing was counted on shows its first number.
            shown = counts[place] if place == numbering.level else max(counts[place], 1)
            text = text.replace(f"%{place + 1}", _figure(levels.get(place, ("decimal", "", 1))[0], shown))
        return Label(text.strip(), bullet=False, level=numbering.level)


def _level(element) -> tuple[int, tuple[str, str, int]]:
    start = _value(element, "w:start") or "1"
    form, pattern = _value(element, "w:numFmt") or "decimal", _value(element, "w:lvlText") or ""
    return int(element.get(qn("w:ilvl")) or 0), (form, pattern, int(start) if start.isdecimal() else 1)


def _figure(form: str, number: int) -> str:
    """A number as Word prints it (ECMA-376, 17.18.59); rare forms as plain digits."""
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        text = ""
        for value, sign in _UNITS:
            text += sign * (number // value)
            number %= value
        return text.upper() if form == "upperRoman" else text
    letters = {
        "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
        "arabicAbjad": _ABJAD, "arabicAlpha": _ALPHA,
    }.get(form)  # fmt: skip
    if letters and number > 0:
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)
    return str(number)
