import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from amedip.core.models import Deed, Job
from amedip.partners.actions import create_client, register_webhook
from amedip.partners.delivering import deliver_due
from amedip.partners.hooks import events
from amedip.partners.models import Delivery, Webhook
from tests.asking import page, signed_in
from tests.factories import UserFactory
from tests.partners.hooks.receiver import receiving
from tests.partners.hooks.telling import publish, registered, verified

pytestmark = pytest.mark.django_db
LIST = "/en/admin/partners/webhook/"


@pytest.fixture
def staff():
    return signed_in(UserFactory(is_staff=True, is_superuser=True, password="a sentence"))


def secret_on(response) -> str:
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    return re.search(r"whsec_[A-Za-z0-9+/=]+", response.content.decode())[0]


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_webhook_when_staff_register_one_then_its_secret_is_shown_once(staff, language):
    address = f"/{language}/admin/partners/webhook/add/"
    page(address, staff)

    refused = staff.post(address, {"name": "Mirror", "url": "http://10.0.0.1/", "events": []})
    given = {"name": "Mirror", "url": "https://8.8.8.8/hooks", "events": ["priority.published"]}
    made = staff.post(address, given, follow=True)

    assert refused.status_code == 200 and "errorlist" in refused.content.decode()
    secret = secret_on(made)
    assert made.redirect_chain
    webhook = Webhook.objects.get()
    assert (webhook.url, webhook.events) == ("https://8.8.8.8/hooks", ["priority.published"])
    assert secret not in page(f"/{language}/admin/partners/webhook/{webhook.pk}/change/", staff)
    assert Deed.objects.filter(action="webhook.register", actor=webhook.created_by).count() == 1


def test_webhook_when_staff_try_it_out_then_the_log_shows_what_came_back(staff, settings):
    with receiving(lambda _: (500, {}, b"<b>out of order</b>")) as receiver:
        made = registered(receiver, settings)
        place = f"{LIST}{made.webhook.pk}"
        response = staff.post(f"{place}/ping/", follow=True)
        deliver_due()

        assert "webhook.ping" in response.content.decode()
        logged = Delivery.objects.get()
        log = page(f"/en/admin/partners/delivery/{logged.pk}/change/", staff)
        assert f"/{logged.pk}/change/" in page(f"/en/admin/partners/delivery/?q=msg_{logged.message.hex}", staff)
        assert f"webhook.ping · msg_{logged.message.hex}" in log and str(logged.message) not in log
        assert "&lt;b&gt;out of order&lt;/b&gt;" in log and "500" in log

        receiver.says = lambda _: (204, {}, b"")
        second = secret_on(staff.post(f"{place}/rotate/", follow=True))
        publish()
        deliver_due()
        verified(receiver.came[1:], made.secret, second)

        delivery = Delivery.objects.get(type="priority.published")
        chosen = {"action": "send_again", "_selected_action": [delivery.pk]}
        staff.post("/en/admin/partners/delivery/", chosen)
        assert deliver_due() >= 1
        now = timezone.now()
        span = {
            "since": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
            "until": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        }
        page(f"{place}/replay/", staff)
        assert staff.post(f"{place}/replay/", span).status_code == 302
        deliver_due()

    assert [one.headers["webhook-id"] for one in receiver.came[1:]].count(f"msg_{delivery.message.hex}") == 3
    assert Job.objects.filter(kind="webhooks.deliver").count() == 3


def test_secret_when_nobody_came_for_it_in_time_then_it_is_shown_no_more(staff):
    webhook = register_webhook("Mirror", "https://8.8.8.8/hooks", actor=None).webhook
    before = webhook.secrets.count()

    assert staff.post(f"{LIST}{webhook.pk}/rotate/").status_code == 302
    session = staff.session
    ((waiting, (until, sealed)),) = (item for item in session.items() if item[0].startswith("shown-once"))
    session[waiting] = [until - 301, sealed]
    session.save()

    assert "whsec_" not in sealed
    assert webhook.secrets.count() == before + 1
    assert "whsec_" not in page(f"{LIST}{webhook.pk}/change/", staff)


IN_ORDER = {
    "ar": ["إصدار السجل", "آلية التنسيق", "الأولوية", "تبادل الخبراء"],
    "fr": ["Document", "Échange d’experts", "Édition du Registre", "État", "Institution"],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_events_when_offered_then_in_the_order_of_the_language(language):
    with translation.override(language):
        names = [name for name, _ in events.choices()]

    assert [name for name in names if name in IN_ORDER[language]] == IN_ORDER[language]


def test_webhook_when_its_client_has_as_many_as_may_be_then_the_form_says_so(staff):
    client = create_client("Ministry", actor=None, contact="systems@example.org")
    for number in range(20):
        Webhook.objects.create(name=str(number), url="https://8.8.8.8/", client=client)

    given = {"name": "Mirror", "url": "https://8.8.8.8/hooks", "events": [], "client": client.pk}
    refused = staff.post(f"{LIST}add/", given)

    assert refused.status_code == 200 and "20 webhooks at most" in refused.content.decode()
    assert Webhook.objects.count() == 20


def test_webhook_when_staff_change_it_then_switched_off_and_taken_away(staff, settings):
    with receiving() as receiver:
        webhook = registered(receiver, settings).webhook
    place = f"{LIST}{webhook.pk}"
    given = {"name": "Other", "url": webhook.url, "events": [], "expected": webhook.version}

    assert staff.post(f"{place}/change/", given).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.name, webhook.active, webhook.off_because) == ("Other", False, Webhook.Off.PERSON)
    stale = staff.post(f"{place}/change/", given | {"active": "on"})
    assert stale.status_code == 200 and "meanwhile" in stale.content.decode()
    assert "Other" in page(LIST, staff)
    assert staff.post(f"{place}/delete/", {"post": "yes"}).status_code == 302
    assert not Webhook.objects.exists()
