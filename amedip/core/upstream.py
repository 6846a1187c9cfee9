"""Which strings of our libraries can appear on our pages, and what their own catalogues make of them.

What the libraries translate well stays theirs; what they lack, or say wrongly, stands in our catalogues, which Django
reads last. ``compile_catalogues --check`` fails for a string that neither translates. Which strings can appear is told
by where they stand: the rules are below.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.apps import apps
from django.conf import settings

from amedip.core.marked import Marked, in_python, in_script, in_template

SITE_PACKAGES = Path(find_spec("django").origin).parent.parent
# Packages whose strings reach people although the package itself is no app.
BESIDE_APPS = ("django", "csp", "fido2")

# --- what cannot appear ------------------------------------------------------------------------------------------
# Folders of any library: what runs on a console or in tests only, what new projects are made of, what the code's
# history holds.
NO_PAGES = {"app_template", "locale", "management", "migrations", "project_template", "test", "testing", "tests"}
# Files and folders, each for its reason.
LEFT_OUT = {
    "allauth/templates/idp": "the app is not installed",
    "allauth/templates/socialaccount": "nobody signs in through another provider",
    "django/conf/global_settings.py": "names of languages: LANGUAGES has our three, each in its own words",
    "django/views/debug.py": "shown with DEBUG only",
    "django/views/static.py": "shown with DEBUG only",
    "django/views/templates": "shown with DEBUG only; our own error pages and CSRF view stand in for the rest",
    "drf_spectacular": "the description of the API is written in English (amedip.core.api.schema)",
    "drf_spectacular_sidecar": "scripts of the page that shows that description",
    "rest_framework/authentication.py": "DEFAULT_AUTHENTICATION_CLASSES is empty: partners' keys are our own",
    "rest_framework/schemas": "drf-spectacular describes the API",
    "rest_framework/templates": "the API answers in JSON only",
    "rest_framework/versioning.py": "the version is a part of the address; no class looks for it",
}


@cache
def strings() -> dict[str, dict[Marked, str]]:
    """The strings that can appear, by domain (``django``, ``djangojs``), each with one file that says it."""
    found: dict[str, dict[Marked, str]] = {"django": {}, "djangojs": {}}
    for path in _files():
        where = str(path.relative_to(SITE_PACKAGES))
        if path.suffix == ".py":
            found["django"] |= dict.fromkeys(in_python(path.read_text()), where)
        elif path.suffix == ".js":
            found["djangojs"] |= dict.fromkeys(in_script(path.read_text()), where)
        else:
            found["django"] |= dict.fromkeys(in_template(path.read_text()), where)
    return found


def shipped(language: str, domain: str) -> dict[tuple[str | None, str], tuple[Message, Catalog]]:
    """The libraries' translations by context and string, in the order in which Django lets one override another."""
    folders = [SITE_PACKAGES / "django" / "conf", *(Path(app.path) for app in reversed(apps.get_app_configs()))]
    found = {}
    for folder in folders:
        path = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.mo"
        if folder.is_relative_to(SITE_PACKAGES) and path.exists():
            with path.open("rb") as file:
                catalogue = read_mo(file)
            found |= {_key(message): (message, catalogue) for message in catalogue if message.id}
    return found


def _key(message: Message) -> tuple[str | None, str]:
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context, message.id if isinstance(message.id, str) else message.id[0]


def _files() -> Iterator[Path]:
    installed = {Path(app.path) for app in apps.get_app_configs()}
    tops = {path.relative_to(SITE_PACKAGES).parts[0] for path in installed if path.is_relative_to(SITE_PACKAGES)}
    for top in sorted(tops | set(BESIDE_APPS)):
        for path in sorted((SITE_PACKAGES / top).rglob("*")):
            if _holds_strings(path) and not _cannot_appear(path, installed):
                yield path


def _holds_strings(path: Path) -> bool:
    if "templates" in path.parts:
        return path.suffix in {".html", ".txt", ".xml"}
    return path.suffix == ".py" or (path.suffix == ".js" and not path.name.endswith(".min.js"))


def _cannot_appear(path: Path, installed: set[Path]) -> bool:
    inside = path.relative_to(SITE_PACKAGES)
    folders = [SITE_PACKAGES / parent for parent in inside.parents if parent.parts]
    return (
        bool(NO_PAGES & set(inside.parts))
        or any(str(place) in LEFT_OUT for place in [inside, *inside.parents])
        or any((folder / "apps.py").exists() and folder not in installed for folder in folders)
        or _replaced(path)
    )


def _replaced(path: Path) -> bool:
    """Django finds our template of the same name first."""
    if "templates" not in path.parts:
        return False
    name = path.parts[path.parts.index("templates") + 1 :]
    return any(Path(folder, *name).exists() for folder in settings.TEMPLATES[0]["DIRS"])
