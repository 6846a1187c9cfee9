"""Import and export as staff do them: choose, preview, confirm; whatever goes wrong is said, not shown as an error."""

import io
import json
from http import HTTPStatus

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from amedip.core.admin import transfer
from amedip.core.records import write_record
from registry.models import Theme
from tests.desk import address, at_desk, errors, messages, tree
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db

IMPORT, PROCESS, EXPORT = (address(Theme, page) for page in ("import", "process_import", "export"))


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def as_json(*records):
    return SimpleUploadedFile("themes.json", json.dumps(records).encode())


def preview(client, file, **more):
    return client.post(IMPORT, {"resource": "0", "format": "", "import_file": file} | more)


def hidden(answer):
    """What the button under the preview sends."""
    (form,) = tree(answer).xpath("//form[contains(@action, 'process_import')]")
    return dict(form.form_values())


def test_import_when_previewed_then_the_change_is_shown_and_nothing_is_written():
    theme = ThemeFactory(name_en="Money sent home")

    answer = preview(at_desk(), as_json({"ref": theme.ref, "name_en": "Money sent abroad", "name_ar": "مال"}))

    page = tree(answer)
    (cell,) = page.xpath("//td[@lang='ar']")
    assert (cell.get("dir"), cell.text_content()) == ("rtl", "مال")
    assert "abroad" in page.xpath("//td[@lang='en']")[0].text_content()
    assert "Nothing has been written yet" in page.text_content()
    theme.refresh_from_db()
    assert theme.name_en == "Money sent home"


def test_import_when_confirmed_then_it_is_written_and_counted():
    theme, client = ThemeFactory(name_en="Money"), at_desk("editor")

    shown = preview(client, as_json({"ref": theme.ref, "name_fr": "Argent"}, {"ref": "new", "name_en": "New"}))
    answer = client.post(PROCESS, hidden(shown), follow=True)

    assert "New rows: 1. Changed rows: 1." in messages(answer)
    theme.refresh_from_db()
    assert theme.name_fr == "Argent"
    assert Theme.objects.filter(reference__ref="new").exists()


def test_import_when_a_row_is_wrong_then_row_column_and_reason_stand_there_and_it_cannot_be_confirmed():
    answer = preview(at_desk(), as_json({"ref": "a", "name_en": "A"}, {"ref": "b", "name_en": "B", "position": "x"}))

    page = tree(answer)
    assert "Nothing was imported" in errors(answer)
    (row,) = page.xpath("//table//tbody/tr")
    assert [cell.text_content() for cell in row] == ["3", "position", "“x” is not a number that fits here."]
    assert not page.xpath("//form[contains(@action, 'process_import')]")


def test_import_when_the_record_changed_after_the_preview_then_nothing_is_written_and_it_says_so():
    theme, client = ThemeFactory(name_en="Money"), at_desk()
    rows = [{"ref": "new", "name_en": "New"}, {"ref": theme.ref, "name_en": "Other", "version": 1}]
    shown = preview(client, as_json(*rows))
    write_record(theme, actor=None, texts={"fr": {"name": "Argent"}})

    answer = client.post(PROCESS, hidden(shown))

    assert "Nothing was imported" in errors(answer)
    assert "Somebody else has changed" in answer.content.decode()
    assert Theme.objects.count() == 1


def test_import_when_nothing_differs_then_there_is_nothing_to_confirm():
    theme = ThemeFactory(name_en="Money")

    answer = preview(at_desk(), as_json({"ref": theme.ref, "name_en": "Money"}))

    assert "nothing to import" in answer.content.decode()
    assert not tree(answer).xpath("//input[@type='submit']")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("themes.json", b"{", "no JSON file"),
        ("themes.xlsx", b"PK", "no XLSX workbook"),
        ("themes.csv", "é".encode("latin-1"), "letters of this file"),
        ("themes.ods", b"x", "does not tell its format"),
        ("themes.json", b"[]", "no columns"),
    ],
)
def test_import_when_the_file_cannot_be_read_then_the_form_says_why(name, content, reason):
    answer = preview(at_desk(), SimpleUploadedFile(name, content))

    assert answer.status_code == HTTPStatus.OK
    assert reason in errors(answer)


def test_import_when_the_file_is_too_large_or_missing_then_the_form_says_so(monkeypatch):
    monkeypatch.setattr(transfer, "LARGEST", 10)
    client = at_desk()

    assert "larger than" in errors(preview(client, as_json({"ref": "a", "name_en": "A long name"})))
    assert "required" in errors(client.post(IMPORT, {"resource": "0", "format": ""}))


@pytest.mark.parametrize(
    "forged", [{"format": "99"}, {"format": "x"}, {"resource": "7"}, {"import_file_name": ""}, {}], ids=str
)
def test_import_when_the_confirmation_is_forged_or_late_then_nothing_breaks(forged):
    client = at_desk()
    sent = hidden(preview(client, as_json({"ref": "new", "name_en": "New"})))
    if not forged:
        cache.clear()

    answer = client.post(PROCESS, sent | forged, follow=True)

    assert answer.status_code == HTTPStatus.OK
    assert not Theme.objects.exists()
    assert "Nothing was imported" in answer.content.decode()


@pytest.mark.parametrize("group", ["translator", "reader"])
def test_import_when_one_may_not_add_then_neither_page_opens(group):
    client = at_desk(group)

    assert client.get(IMPORT).status_code == HTTPStatus.FORBIDDEN
    assert client.post(PROCESS, {}).status_code == HTTPStatus.FORBIDDEN
    assert "Import" not in tree(client.get(address(Theme, "changelist"))).text_content()


def test_export_when_a_list_is_filtered_then_only_its_rows_are_in_the_file():
    ThemeFactory(ref="first", name_en="Money"), ThemeFactory(ref="second", name_en="Skills")

    answer = at_desk("reader").post(EXPORT + "?q=Money", {"resource": "0", "format": "2"})

    assert [row["ref"] for row in json.loads(answer.getvalue())] == ["first"]


@pytest.mark.parametrize(
    ("number", "kind", "ending"),
    [
        ("0", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        ("1", "text/csv", ".csv"),
        ("2", "application/json", ".json"),
    ],
)
def test_export_when_a_format_is_chosen_then_the_file_has_it(number, kind, ending):
    ThemeFactory(name_ar="موضوع")

    answer = at_desk().post(EXPORT, {"resource": "0", "format": number})

    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].rstrip('"').endswith(ending)
    if number == "0":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
        assert [cell.value for cell in sheet[1]][:3] == ["ref", "position", "name_ar"]
    else:
        assert "موضوع" in answer.getvalue().decode("utf-8-sig")


@pytest.mark.parametrize("sent", [{}, {"resource": "0", "format": "9"}, {"resource": "8", "format": "0"}], ids=str)
def test_export_when_the_choice_makes_no_sense_then_the_form_comes_back(sent):
    answer = at_desk().post(EXPORT, {"x": "1"} | sent)

    assert answer.status_code == HTTPStatus.OK
    assert errors(answer)
