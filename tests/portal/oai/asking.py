"""How the tests harvest: one request, its answer checked against the published schemas where they are at hand."""

import os
from functools import cache
from pathlib import Path

from lxml import etree

from tests.asking import visitor

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Local(etree.Resolver):
    """Lets the schemas import the W3C's without the network."""

    def __init__(self, folder: Path):
        self.folder = folder

    def resolve(self, url, public_id, context):
        if url.startswith("http"):
            return self.resolve_filename(str(self.folder / "w3c" / url.rsplit("/", 1)[1]), context)
        return None


@cache
def schema(folder: str) -> etree.XMLSchema:
    """The combined schema."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(Path(folder)))
    return etree.XMLSchema(etree.parse(str(Path(folder, "oai-pmh", "oai-combined.xsd")), parser))


def ask(sent: dict | str, *, post: bool = False) -> etree._Element:
    """The answer to a request: parameters, or the query as it stands."""
    if post:
        answer = visitor().post("/oai", sent)
    elif isinstance(sent, str):
        answer = visitor().get(f"/oai?{sent}")
    else:
        answer = visitor().get("/oai", sent)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    if folder := os.environ.get("STANDARDS_DIR"):
        schema(folder).assertValid(root)
    assert [child.tag.removeprefix(OAI) for child in root[:2]] == ["responseDate", "request"]
    return root


def error(root) -> str:
    """The code of the one error that the answer tells of."""
    (found,) = root.findall(f"{OAI}error")
    assert found.text
    return found.get("code")


def headers(root) -> dict[str, etree._Element]:
    """The headers of an answer by identifier, in their order."""
    return {header.findtext(f"{OAI}identifier"): header for header in root.iter(f"{OAI}header")}


def token(root) -> str | None:
    """The resumption token; empty at the end of a list in several pages, None in a list of one."""
    found = root.find(f".//{OAI}resumptionToken")
    return None if found is None else found.text or ""


def harvest(verb: str = "ListIdentifiers", between=lambda: None, **arguments) -> list[str]:
    """The identifiers of a whole list, page by page; ``between`` happens after each page."""
    root = ask({"verb": verb, "metadataPrefix": "oai_dc", **arguments})
    found = list(headers(root))
    while resume := token(root):
        between()
        root = ask({"verb": verb, "resumptionToken": resume})
        found += headers(root)
    return found
