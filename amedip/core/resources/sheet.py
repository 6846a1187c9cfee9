"""A workbook of one sheet, written row by row: what is in memory does not grow with the file.

``openpyxl`` makes an object of each cell, which costs more than to read the row from the database and to pack it.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
    # Plain, bold, a day.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_STOP = 500  # rows
_BOLD, _DAY = ' s="1"', ' s="2"'
_FIRST_DAY = date(1899, 12, 30)
# What no XML may hold is written as spreadsheets write it; a carriage return would not come back.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write_sheet(file: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence], *, right_to_left: bool) -> None:
    """Write the workbook; the headings stay in sight, and so does the first column."""
    for _written in _writing(file, headers, rows, right_to_left=right_to_left):
        pass


def sheet_in_pieces(headers: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """The bytes of such a workbook while its rows are still being read."""
    outlet = _Outlet()
    for _written in _writing(outlet, headers, rows, right_to_left=False):
        yield outlet.taken()
    yield outlet.taken()


class _Outlet:
    """A file that is only written: what was written since it was last asked is taken from it."""

    def __init__(self):
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _writing(file, headers: Sequence[str], rows: Iterable[Sequence], *, right_to_left: bool) -> Iterator[int]:
    """Write the workbook and stop now and then, after so many rows."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            # Without the hour of writing: the same rows are the same bytes.
            archive.writestr(zipfile.ZipInfo(name), _DECLARATION + content, zipfile.ZIP_DEFLATED)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            direction = ' rightToLeft="1"' if right_to_left else ""
            sheet.write(
                f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{direction} workbookViewId="0">'
                '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
                "</sheetView></sheetViews><sheetData>".encode()
            )
            sheet.write(_row(headers, _BOLD))
            for number, row in enumerate(rows, start=1):
                sheet.write(_row(row))
                if number % _STOP == 0:
                    yield number
            sheet.write(b"</sheetData></worksheet>")


def _row(values: Sequence, style: str = "") -> bytes:
    return f"<row>{''.join([_cell(value, style) for value in values])}</row>".encode()


def _cell(value, style: str) -> str:
    if isinstance(value, str):
        if not value:
            return "<c/>"
        text = _UNWRITABLE.sub(_code, escape(value))
        return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{value:d}</v></c>'
    if isinstance(value, (int, float, Decimal)):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"<c{_DAY}><v>{(value - _FIRST_DAY).days}</v></c>"
    return _cell(str(value), style)


def _code(found: re.Match) -> str:
    return f"_x{ord(found[0]):04X}_"
