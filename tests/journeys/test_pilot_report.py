"""A pilot's report from what is due to the public page: a focal point on a phone without scripts, and the team."""

import pytest
from django.utils import timezone

from amedip.core import languages
from pilots.models import Report, quarter_of, span_of
from pilots.reminders import remind_of_dues
from tests.asking import signed_in
from tests.desk import staff
from tests.factories import FocalPointFactory
from tests.journeys.people import Person
from tests.pilots.running import running
from tests.pilots.test_reports import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = {
    "ar": ("انتهت الجولة الأولى", "زرنا ثلاث مدن في أربعة أيام.", "مكتب وشخصان أمامه", "تونس وصفاقس وسوسة."),
    "en": ("The first tour is over", "We visited three cities in four days.", "A desk with two people", "And where?"),
    "fr": ("La première tournée est finie", "Trois villes en quatre jours.", "Un bureau et deux personnes", "Tunis."),
}
REASON, REMARK = "Merci ; une précision est nécessaire.", "Dans quelles villes ?"


@pytest.fixture(
    params=["ar", pytest.param("en", marks=pytest.mark.soak), pytest.param("fr", marks=pytest.mark.soak)],
)
def people(request, live_server):
    """The focal point and a member of the staff at their browsers, and the pilot that is due to report."""
    pilot = running(title_ar="مكتب متنقل", title_fr="Guichet itinérant")
    user = FocalPointFactory(country=pilot.country, user__language=request.param).user
    salma = Person(live_server.url, request.param, width=360, javascript=False)
    claire = Person(live_server.url, "fr", width=1280, javascript=True)
    for person, account in ((salma, user), (claire, staff("editor", language="fr"))):
        person.sit_down(signed_in(account))
    yield salma, claire, pilot
    for person in (salma, claire):
        person.browser.quit()


def test_pilot_report_when_it_runs_its_course_then_the_public_reads_it_in_every_language(people, live_server, tmp_path):
    salma, claire, pilot = people
    assert remind_of_dues() == 2  # of the milestone that is late, and of the value due tomorrow
    title, text, seen, more = SAID[salma.language]

    write_report(salma, pilot, title, text)
    hand_in_picture(salma, seen, tmp_path)
    submit(salma)

    report = Report.objects.get()
    open_report(claire, report)
    assert title in claire.text("#content")
    claire.fill(note=REASON)
    claire.press("form.steps summary")
    claire.press("[name=about] option[value=text]")
    claire.fill(remark=REMARK)
    press_step(claire, "send-back")

    salma.open("workspace/pilots/")
    salma.go(f"main a[href$='/{report.span}/']")
    assert REASON in salma.text()
    assert REMARK in salma.text()
    salma.fill(**{f"text_{salma.language}": f"{text} {more}"})
    submit(salma)

    open_report(claire, report)
    press_step(claire, "publish")

    for language in languages.CODES:
        claire.browser.open(f"/{language}/pilots/{pilot.number}/")
        page = claire.browser.find("main")
        assert title in page.text
        assert more in page.text
        assert page.find_elements("css selector", f"[lang={salma.language}], h3")
    salma.open("workspace/pilots/")
    assert salma.stands_right()
    assert not salma.browser.find_all("main .status.back")


def write_report(salma, pilot, title: str, text: str) -> None:
    today = timezone.localdate()
    salma.open("workspace/")
    assert salma.stands_right()
    span = span_of(quarter_of(today))
    salma.go(f"main a[href$='/workspace/pilots/{pilot.number}/{span}/']")
    assert salma.stands_right()
    salma.fill(**{f"title_{salma.language}": title, f"text_{salma.language}": text})
    salma.fill(**{f"value-{pilot.span.pk}-actual": "7.5"})
    for name in (f"milestone-{pilot.step.pk}-done", f"value-{pilot.span.pk}-measured_on"):
        # The browser's own field takes the parts in the order of its own language, which is English.
        salma.browser.find(f"[name='{name}']").send_keys(today.strftime("%m%d%Y"))
    salma.go("[name=act][value=save]")
    assert (pilot.reports.get().milestone_entries.get().done) == today


def hand_in_picture(salma, seen: str, folder) -> None:
    path = folder / "photo.jpg"
    path.write_bytes(photo(size=(400, 300)).read())
    salma.browser.find("[name=file]").send_keys(str(path))
    salma.fill(what=seen)
    salma.go("[name=act][value=save]")
    assert salma.browser.find("main img.handed").get_attribute("alt") == seen
    assert salma.stands_right()


def submit(salma) -> None:
    salma.go("[name=act][value=submit]")
    assert salma.path == f"/{salma.language}/workspace/pilots/", salma.text("body")


def open_report(claire, report) -> None:
    claire.open(f"admin/pilots/report/?q={report.ref}")
    claire.go("#result_list tbody th a")


def press_step(claire, step: str) -> None:
    claire.go(f"form.steps [name=step][value={step}]")
    assert claire.browser.find_all(".messagelist .success"), claire.text("body")
