"""How tests work in the administration: as staff of a group, with forms filled in as a browser would."""

from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from tests.asking import signed_in
from tests.factories import UserFactory
from tests.groups import make_groups


def staff(group: str = "", **columns):
    """A member of the team; without a group a superuser."""
    user = UserFactory(is_staff=True, is_superuser=not group, **columns)
    if group:
        make_groups()
        user.groups.add(Group.objects.get(name=group))
    return user


def at_desk(group: str = ""):
    """The client of a signed-in member of the team."""
    return signed_in(staff(group))


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def tree(response):
    """The page as elements."""
    return html.fromstring(response.content.decode())


def filled(response) -> dict[str, list[str]]:
    """What the record's form on the page would send, by name."""
    (form,) = tree(response).xpath("//form[@id and substring(@id, string-length(@id) - 4) = '_form']")
    return values_of(form)


def values_of(form) -> dict[str, list[str]]:
    """What a form would send, by name."""
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def change(client, obj, **typed):
    """Open an object's form, type into it and save; the answer."""
    where = address(type(obj), "change", obj.pk)
    return client.post(where, filled(client.get(where)) | typed)


def errors(response) -> str:
    """All that the page says is wrong."""
    page = tree(response)
    found = [*page.find_class("errorlist"), *page.find_class("errornote")]
    return " ".join(" ".join(element.text_content().split()) for element in found)


def messages(response) -> str:
    """What the page says has been done or refused."""
    return " ".join(" ".join(item.text_content().split()) for item in tree(response).find_class("messagelist"))
