"""A French text is changed: the Arabic one is outdated until a file has been to a translator and back, and approved."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone, translation
from translate.storage.xliff2 import Xliff2File

from amedip.core.templatetags.frame import days
from registry.models import Country
from tests.approving import approve
from tests.asking import signed_in
from tests.desk import staff
from tests.factories import FocalPointFactory, PriorityFactory, TranslatorFactory
from tests.journeys.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

NEED = {
    "ar": "نريد ألا تتجاوز كلفة التحويل ثلاثة في المائة بحلول 2028.",
    "en": "A transfer should not cost more than 3% by 2028.",
    "fr": "Un envoi ne doit pas coûter plus de 3 % en 2028.",
}
CHANGED = "Un envoi ne doit pas coûter plus de 5 % en 2030, frais de change compris."
# As it comes back from the agency, with a slip in the year, and as the reviser corrects it.
RETURNED = "نريد ألا تتجاوز كلفة التحويل 5% بحلول 2031، بما فيها رسوم الصرف."
CORRECTED = RETURNED.replace("2031", "2030")


@pytest.fixture
def priority(portal):
    """A published priority whose texts are approved in all three languages."""
    titles = {"title_ar": "كلفة التحويلات", "title_en": "The cost of transfers", "title_fr": "Le coût des envois"}
    needs = {f"need_{code}": text for code, text in NEED.items()}
    made = PriorityFactory(country=Country.objects.get(code="TN"), **titles, **needs)
    approve(made)
    return made


@pytest.fixture
def people(portal, priority):
    """A focal point who writes French, a member of the team, and a reviser of Arabic with a phone."""
    users = {
        ("fr", 1280): FocalPointFactory(country=priority.country).user,
        ("en", 1280): staff("editor"),
        ("ar", 360): TranslatorFactory(position="reviser").user,
    }
    found = []
    for (language, width), user in users.items():
        found.append(Person(portal.site.url, language, width=width, javascript=True))
        found[-1].sit_down(signed_in(user))
    yield found
    for person in found:
        person.browser.quit()


def test_french_text_when_changed_then_translated_by_file_checked_and_approved(portal, priority, people, tmp_path):
    selma, claire, layla = people
    change(selma, priority.ref)
    publish(claire, priority.ref)
    check_outdated(portal, layla, priority.ref)

    file = ask_for_file(claire, tmp_path)
    translate(file)
    bring_back(claire, file)
    assert NEED["ar"] in portal.page(f"/ar/registry/{priority.ref}/")
    check_outdated(portal, layla, priority.ref)

    approve_arabic(layla, priority.ref)
    check_up_to_date(portal, layla, priority.ref)


# --- the focal point and the team ----------------------------------------------------------------------------------


def change(selma, ref: str) -> None:
    selma.open(f"workspace/priorities/{ref}/")
    selma.fill(need_fr=CHANGED)
    selma.go("[name=act][value=save]")
    selma.go("[name=act][value='priority-revision.submit']")
    assert selma.path == "/fr/workspace/", selma.text()


def publish(claire, ref: str) -> None:
    claire.open(f"admin/registry/priority/?q={ref}")
    claire.go("#result_list tbody th a")
    assert "frais de change compris" in claire.text("#content")
    claire.go("form.steps [name=step][value='priority-revision.publish']")
    assert claire.browser.find_all(".messagelist .success"), claire.text("body")


def ask_for_file(claire, folder: Path) -> Path:
    """Ask for what is outdated among the priorities in Arabic, and keep the file in the folder."""
    claire.open("admin/")
    claire.go("#content a[href$='/translations/files/']")
    claire.choose("source", "Français")
    claire.choose("target", "العربية")
    for name, value in {"standings": "missing machine", "kinds": "priority"}.items():
        for one in value.split():
            claire.press(f"[name={name}][value={one}]")
    claire.fill(agency="Agence Atlas")
    claire.browser.execute_script(
        "document.querySelector('[name=due]').value = arguments[0]",
        (timezone.localdate() + datetime.timedelta(days=10)).isoformat(),
    )
    claire.go("[name=act][value=ask]")
    claire.wait_until_worked()
    assert "Agence Atlas" in claire.text()
    return claire.download("main a[href$='/download']", folder)


def bring_back(claire, file: Path) -> None:
    """See what the file would change, and confirm it."""
    claire.open("workspace/translations/files/")
    claire.browser.find("[name=file]").send_keys(str(file))
    claire.go("[name=act][value=send]")
    claire.wait_until_worked()
    assert "رسوم الصرف" in "".join(found.text for found in claire.browser.find_all("main ins"))
    claire.go("[name=act][value=confirm]")
    claire.wait_until_worked()
    assert claire.browser.find_all("main article"), claire.text()


# --- somebody else's program ---------------------------------------------------------------------------------------


def translate(file: Path) -> None:
    store = Xliff2File.parsefile(str(file))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("fr", "ar")
    (unit,) = store.units
    assert (unit.source, unit.target) == (CHANGED, NEED["ar"])
    unit.target = RETURNED
    unit.markfuzzy(False)
    store.savefile(str(file))


# --- the reviser, and anybody --------------------------------------------------------------------------------------


def approve_arabic(layla, ref: str) -> None:
    """Find the record in the list; approving is refused until the year is right."""
    layla.open("workspace/")
    assert layla.path == "/ar/workspace/translations/"
    layla.go(f"main h3 a[href*='/{ref}/']")
    assert layla.stands_right()
    area = layla.browser.find("[name=text-need]")
    assert area.get_property("value") == RETURNED
    assert "2031" in layla.text(".findings")
    layla.go("[name=act][value='approve:need']")
    assert layla.browser.find_all("[role=alert]")
    layla.fill(**{"text-need": CORRECTED})
    layla.go("[name=act][value='approve:need']")
    assert not layla.browser.find_all("[role=alert], .findings"), layla.text()


def check_outdated(portal, layla, ref: str) -> None:
    """Arabic and English say since when French has changed, and lead there."""
    for language in ("ar", "en"):
        with translation.override(language):
            assert days(timezone.localdate()) in portal.page(f"/{language}/registry/{ref}/")
    layla.open(f"registry/{ref}/")
    assert layla.stands_right()
    assert NEED["ar"] in layla.text()
    layla.go("main .note a[hreflang=fr]")
    assert layla.path == f"/fr/registry/{ref}/"
    assert CHANGED in layla.text()
    assert not layla.browser.find_all("main .note a[hreflang]")


def check_up_to_date(portal, layla, ref: str) -> None:
    layla.open(f"registry/{ref}/")
    assert CORRECTED in layla.text()
    assert not layla.browser.find_all("main .note a[hreflang]")
    layla.open("workspace/translations/")
    assert ref not in layla.text()
