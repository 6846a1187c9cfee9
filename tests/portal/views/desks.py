"""How tests work in a focal point's form of a priority: open it, type, press a button."""

from registry.models import Priority
from tests.asking import signed_in
from tests.desk import tree
from tests.factories import FocalPointFactory, PriorityFactory

State = Priority.Status


def desk_of(status=State.DRAFT, **columns):
    """A priority, the focal point of its state, and that person's client."""
    if status == State.SUPERSEDED:
        columns["superseded_by"] = PriorityFactory()
    priority = PriorityFactory(status=status, **columns)
    person = FocalPointFactory(country=priority.country).user
    return priority, person, signed_in(person)


def where(priority, language="en", rest=""):
    return f"/{language}/workspace/priorities/{priority.ref}/{rest}"


def form_of(response) -> dict[str, list[str]]:
    """What the page's one form would send, without its buttons."""
    (form,) = tree(response).xpath("//main//form")
    # An empty input has no value for lxml; browsers send it all the same.
    values: dict[str, list[str]] = {name: [""] for name in form.xpath(".//input[@type='text' and not(@value)]/@name")}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers read a text area
    return values


def buttons(response) -> set[str]:
    return {button.get("value") for button in tree(response).xpath("//main//button[@name='act']")}


def send(client, priority, *, act="save", language="en", **typed):
    """Open the priority's form, type into it and press a button."""
    opened = client.get(where(priority, language))
    return client.post(where(priority, language), form_of(opened) | {"act": act} | typed)


def stored(priority) -> Priority:
    return Priority.objects.get(pk=priority.pk)
