"""How tests work in the translators' page: open it, read what stands there, type, press a button."""

from amedip.translations.units import lines_of, record_of
from tests.desk import tree, values_of
from tests.factories import PriorityFactory

WORK = "/en/workspace/translations/"


def record(status="published", **texts):
    return PriorityFactory(status=status, **({"title_en": "Schools", "description_en": "For all."} | texts))


def where(obj, code="ar", language="en"):
    return f"/{language}/workspace/translations/{obj.KIND}/{obj.ref}/{code}/"


def form_of(response) -> dict:
    (form,) = tree(response).xpath("//form[contains(@class, 'translate')]")
    empty = form.xpath(".//input[@type='text' and not(@value)]/@name")  # which a browser sends too
    return dict.fromkeys(empty, "") | values_of(form)


def press(client, obj, act, code="ar", opened=None, **typed):
    """Open the page (or take it as ``opened``), type, and press a button; the answer."""
    sent = dict(opened or form_of(client.get(where(obj, code)))) | {
        name.replace("__", "-"): t for name, t in typed.items()
    }
    return client.post(where(obj, code), sent | {"act": act})


def line(obj, key="title"):
    return next(line for line in lines_of(record_of(obj.reference)) if line.key == key)


def words(response) -> str:
    return " ".join(tree(response).xpath("//main")[0].text_content().split())


def box(response, key="title") -> str:
    (area,) = tree(response).xpath(f"//textarea[@name='text-{key}']")
    return (area.text or "").strip()
