"""A consultation from the invitation to the edition: a focal point in Arabic on a phone, the team in French."""

import hashlib
import io

import pikepdf
import pytest
from django.utils import timezone

from amedip.core import languages
from tests.journeys.people import Person
from tests.registry.test_publications import letters, pdf_text

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "إلغاء الرسوم على التحويلات", "خفض تكلفة التحويلات المالية"
DESCRIPTION = "يدفع المغتربون اليوم رسوماً مرتفعة، ونريد ألا تتجاوز ثلاثة في المائة."
REASON = "Merci ; une précision est nécessaire."
REMARK = "De quels transferts s’agit-il ?"


@pytest.fixture(
    params=[
        pytest.param(True, id="with scripts"),
        pytest.param(False, id="without scripts", marks=pytest.mark.soak),
    ]
)
def people(portal, request):
    both = [
        Person(portal.site.url, "ar", width=360, javascript=request.param),
        Person(portal.site.url, "fr", width=1280, javascript=request.param),
    ]
    yield both
    for person in both:
        person.browser.quit()


def test_consultation_when_it_runs_its_course_then_all_can_read_the_edition(portal, people):
    salma, claire = people
    claire.come_in(portal.first_link("claire@example.org"), "Claire Martin")
    open_consultation(claire)
    invite(claire, "salma@example.org")

    salma.come_in(portal.link_to("salma@example.org"), "سلمى بن علي")
    ref = draft(salma)
    submit(salma, ref)
    send_back(claire, ref)
    answer(salma, ref)
    take_step(claire, ref, "accept")
    take_step(claire, ref, "publish")
    number = close(claire)

    for language in languages.CODES:
        check_edition(portal, language, number, ref)
        check_public_pages(portal, language, number, ref)


# --- the team, in the administration -------------------------------------------------------------------------------


def open_consultation(claire) -> None:
    today = timezone.localdate()
    claire.open("admin/registry/consultationround/add/")
    claire.fill(
        ref="consultation-2026",
        title_fr="Consultation de 2026",
        title_ar="مشاورة 2026",
        opens=today.isoformat(),
        closes=today.replace(year=today.year + 1, day=1).isoformat(),
    )
    claire.press("[name=all_partners]")
    save(claire)


def invite(claire, address: str) -> None:
    claire.open("admin/accounts/invitation/add/")
    claire.fill(email=address)
    claire.choose("language", "العربية")
    claire.press("[name=role][value=focal-point]")
    save(claire)
    claire.open("admin/registry/focalpoint/add/")
    claire.choose("user", address)
    claire.choose("country", "Tunisie")
    save(claire)


def save(claire) -> None:
    claire.go("[name=_save]")
    assert claire.browser.find_all(".messagelist .success"), claire.text("body")


def open_priority(claire, ref: str) -> None:
    """By way of the list, as one finds it there."""
    claire.open(f"admin/registry/priority/?q={ref}")
    claire.go("#result_list tbody th a")
    assert ref in claire.text("#content")


def send_back(claire, ref: str) -> None:
    open_priority(claire, ref)
    assert FIRST in claire.browser.page_source
    claire.fill(note=REASON)
    claire.press("form.steps summary")
    claire.choose("about", "Titre · Arabe")
    claire.fill(remark=REMARK)
    press_step(claire, "send-back")


def take_step(claire, ref: str, step: str) -> None:
    open_priority(claire, ref)
    press_step(claire, step)


def press_step(claire, step: str) -> None:
    claire.go(f"form.steps [name=step][value={step}]")
    assert claire.browser.find_all(".messagelist .success"), claire.text("body")


def close(claire) -> str:
    """Close the consultation, wait for the files of the edition, and return its number."""
    claire.open("admin/registry/consultationround/?q=consultation-2026")
    claire.go("#result_list tbody th a")
    claire.go("#content a[href$='/close/']")
    claire.go(".submit-row [type=submit]")
    files = ".field-shown_files a"
    claire.wait_for(lambda: claire.browser.find_all(files), meanwhile=claire.browser.refresh)
    assert len(claire.browser.find_all(files)) == 12
    return claire.text(".field-number .readonly")


# --- the focal point, in the workspace -----------------------------------------------------------------------------


def draft(salma) -> str:
    """Enter a priority as a draft; its reference."""
    assert salma.path == "/ar/workspace/"
    assert salma.stands_right()
    assert "مشاورة 2026" in salma.text()
    salma.go("main a.button[href*='priorities/new/']")
    assert salma.stands_right()
    salma.fill(title_ar=FIRST, description_ar=DESCRIPTION)
    salma.choose("round", "مشاورة 2026")
    salma.press("[name=themes]")
    salma.go("[name=act][value=save]")
    assert salma.stands_right()
    return salma.path.rstrip("/").rpartition("/")[2]


def submit(salma, ref: str) -> None:
    salma.go("[name=act][value='priority.submit']")
    assert salma.path == "/ar/workspace/"
    assert ref in salma.text()


def answer(salma, ref: str) -> None:
    """Read what the team wants to know, and submit again."""
    salma.open("workspace/")
    assert salma.stands_right()
    assert REASON in salma.text()
    salma.go(f"main h3 a[href$='/{ref}/']")
    comments = [found for found in salma.browser.find_all("main [lang=fr][dir=ltr]") if REMARK in found.text]
    assert comments, salma.text()
    salma.fill(title_ar=SECOND)
    submit(salma, ref)


# --- anybody -------------------------------------------------------------------------------------------------------


def check_edition(portal, language: str, number: str, ref: str) -> None:
    """The page of the edition, its PDF in that language, and the sum by which one can tell that it is true."""
    path = f"/{language}/registry/editions/{number}"
    page = portal.page(f"{path}/")
    assert f'href="{path}.pdf"' in page
    assert ref in page
    data = portal.get(f"{path}.pdf")
    assert hashlib.sha256(data).hexdigest() in portal.page(f"{path}/sha256.txt")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root["/Lang"]) == language
    text = pdf_text(data)
    assert ref in text
    assert letters(SECOND) <= letters(text)
    for suffix in ("xlsx", "csv", "json"):
        assert portal.get(f"{path}.{suffix}")


def check_public_pages(portal, language: str, number: str, ref: str) -> None:
    for path in ("registry/", "registry/?round=consultation-2026", f"registry/{ref}/", "states/TN/"):
        page = portal.page(f"/{language}/{path}")
        assert SECOND in page, path
        assert REMARK not in page and REASON not in page
    assert f"/{language}/registry/editions/{number}/" in portal.page(f"/{language}/registry/editions/")
