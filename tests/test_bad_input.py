"""Whatever is asked for: a page or, in the page’s language, a refusal that says what to do, and never a 5xx."""

import pytest
from django.test import Client
from lxml import html

from amedip.core import languages
from tests.asking import signed_in, visitor
from tests.factories import UserFactory

LONG = "a" * 10_000
HUGE = "9" * 30

# Parameters that every list refuses, harmless ones that it lets pass.
REFUSED_BY_LISTS = {
    "page=999": 404,
    "page=9999": 404,
    "page=0": 400,
    "page=-1": 400,
    "page=abc": 400,
    "page=1.5": 400,
    f"page={HUGE}": 404,
    "page=%D9%A2%D9%A2%D9%A2": 404,  # ٢٢٢: the digits of readers count, the page is not there
    "page=%00": 400,
    f"page=1&x={LONG}": 400,
    "%00=1": 400,
}
HARMLESS = ["utm_source=mail", "page=", "%FF=%FE", "=", "&&&", "page=1&page=1", "x[]=1", "a=%ED%A0%80"]
LISTS = ["registry/", "practices/", "pilots/", "exchanges/", "search/?q=diaspora"]
FILTERS = {
    "registry/": ["state", "theme", "round", "status"],
    "practices/": ["state", "theme"],
    "search/": ["state", "theme", "kind", "year", "language"],
    "feed/": ["state", "theme", "kind"],
    "follow/": ["state", "theme", "kind"],
    "registry/compare/": ["state"],
    "registry/compare.csv": ["state"],
}
STRANGE_VALUES = [
    "XX", "tn", "'", "%22%3E%3Cscript%3E", "%FF%FE", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "TN%0A",
    "../../etc", "-1",
]  # fmt: skip
STRANGE_WORDS = [
    "'", '"', '"unclosed', "-", "or or", "a & b | !c", ":*", "\\", "%FF%FE", "%ED%A0%80", "%E2%80%AE%E2%80%AC",
    "%F0%9F%98%80", "(((", "%D8%A7%D9%84", "%25%25", "%3Cb%3E", "%20",
]  # fmt: skip
DETAILS = ["states", "institutions", "registry", "themes", "practices", "exchanges", "pilots", "workshops", "documents"]
STRANGE_REFERENCES = [
    "XX", "0", "-1", HUGE, "TN-2012-999", "%00", "%FF", "%ED%A0%80", "%2E%2E", "a%2Fb", "%D8%AA%D9%88%D9%86%D8%B3",
    "'--", "a" * 200,
]  # fmt: skip
COLLECTIONS = [
    "states", "institutions", "coordination-mechanisms", "themes", "rounds", "priorities", "practices", "editions",
    "exchange-requests", "offers", "exchanges", "pilots", "workshops", "passages", "recommendations", "documents",
    "programmes",
]  # fmt: skip
REFUSED_BY_API = [
    "colour=red", "page_size=0", "page_size=501", "page_size=abc", f"page_size={HUGE}", "page_size=%00", "cursor=abc",
    "cursor=%FF", "cursor=W10", "cursor=e30", "lang=de", "lang=AR", "lang=", "lang=ar&lang=fr", f"lang={LONG}",
    "page=2",
]  # fmt: skip
READING = [
    "", "states/", "states/TN/", "registry/", "registry/TN-2012-003/", "registry/compare/", "themes/", "search/",
    "practices/", "exchanges/", "pilots/1/", "workshops/tunis-2012/", "documents/", "about/", "privacy/",
]  # fmt: skip
UNSAFE = ["post", "put", "patch", "delete"]

pytestmark = pytest.mark.usefixtures("content")


def refusal(response, language: str) -> str:
    """The advice of a page that refuses, once it is a page of the portal in that language."""
    assert response["Content-Type"] == "text/html; charset=utf-8"
    page = html.fromstring(response.content)
    assert page.get("lang") == language
    assert page.get("dir") == languages.direction(language)
    advice = " ".join(page.xpath("//main")[0].text_content().split())
    assert len(advice) > 40
    arabic = sum("\u0600" <= char <= "\u06ff" for char in advice)
    assert (arabic > 20) == (language == "ar"), advice
    return advice


def problem(response) -> dict:
    """The API's refusal, once it is shaped as one."""
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == response.status_code
    assert found["title"] and found["detail"]
    return found


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", LISTS)
def test_list_when_the_page_is_nonsense_then_refused_with_advice(path, language):
    client = visitor()
    for query, status in REFUSED_BY_LISTS.items():
        response = client.get(f"/{language}/{path}{'&' if '?' in path else '?'}{query}")
        assert response.status_code == status, query
        refusal(response, language)


@pytest.mark.parametrize("path", LISTS)
def test_list_when_a_parameter_means_nothing_then_the_list(path):
    client = visitor()
    for query in HARMLESS:
        assert client.get(f"/en/{path}{'&' if '?' in path else '?'}{query}").status_code == 200, query


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", FILTERS)
def test_filter_when_the_value_is_unknown_then_refused_with_advice(path, language):
    client = visitor()
    for name in FILTERS[path]:
        for value in STRANGE_VALUES:
            response = client.get(f"/{language}/{path}?{name}={value}")
            assert response.status_code == 400, (name, value)
            refusal(response, language)
            assert b"<script>" not in response.content


@pytest.mark.parametrize("path", ["registry/", "practices/", "search/"])
def test_words_when_they_are_strange_then_searched_for_as_they_are(path):
    client = visitor()
    for words in STRANGE_WORDS:
        response = client.get(f"/en/{path}?q={words}")
        assert response.status_code == 200, words
        assert b"<b>" not in html.tostring(html.fromstring(response.content).xpath("//main")[0])


@pytest.mark.parametrize("path", ["registry/", "practices/", "search/"])
def test_words_when_they_are_a_whole_text_then_refused(path):
    response = visitor().get(f"/fr/{path}?q={'mot+' * 100}")

    assert response.status_code == 400
    refusal(response, "fr")


@pytest.mark.parametrize("section", DETAILS)
def test_detail_when_the_reference_is_of_nothing_then_not_found(section):
    client = visitor()
    for reference in STRANGE_REFERENCES:
        response = client.get(f"/ar/{section}/{reference}/", follow=True)
        assert response.status_code in (400, 404), reference
        refusal(response, "ar")


@pytest.mark.parametrize("path", ["/de/", "/de/registry/", "/english/", "/de-en/", "/xx/yy/zz/"])
def test_language_when_unknown_then_not_found_in_the_readers_own(path):
    response = visitor().get(path, headers={"accept-language": "fr"})

    assert response.status_code == 404
    refusal(response, "fr")


@pytest.mark.parametrize(
    "path",
    [
        f"/en/{LONG}/", f"/en/registry/{LONG}/", "/en/" + "a/" * 2_000, "/en/%00", "/%00", "/%FF%FE", "/en//registry/",
        "/en/registry/../../etc/passwd", "/en/%ED%A0%80/", "/en/registry/%E2%80%AE/",
    ],
    ids=lambda path: path[:24],
)  # fmt: skip
def test_path_when_it_leads_nowhere_then_refused(path):
    response = visitor().get(path, follow=True)  # a reference in small letters leads to its capitals first

    assert response.status_code in (400, 404)
    refusal(response, "en")


@pytest.mark.parametrize("method", UNSAFE)
def test_method_when_a_page_is_only_read_then_405_that_says_so(method):
    for path in READING:
        response = getattr(visitor(), method)(f"/fr/{path}")
        assert response.status_code == 405, path
        assert response["Allow"]
        refusal(response, "fr")


@pytest.mark.parametrize("path", ["healthz", "readyz", "robots.txt", "sitemap.xml", ".well-known/security.txt", ""])
@pytest.mark.parametrize("method", UNSAFE)
def test_method_when_an_address_is_for_machines_then_405(path, method):
    assert getattr(visitor(), method)(f"/{path}").status_code == 405


def test_form_when_it_comes_without_its_token_then_403_that_says_what_to_do():
    response = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post(
        "/ar/accounts/login/", {"login": "a"}
    )

    assert response.status_code == 403
    refusal(response, "ar")


@pytest.mark.parametrize("path", ["/ar/", "/ar/registry/?state=TN", "/ar/accounts/login/", "/ar/admin/"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost,evil.example", "", "::1", "%00"])
def test_host_when_unknown_then_refused(path, host):
    response = Client(headers={"host": host}).get(path)

    assert response.status_code == 400
    assert b"evil.example" not in response.content
    refusal(response, "ar")


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": LONG},
        {"accept-language": "\u0661,,;q=x"},
        {"if-none-match": "garbage"},
        {"if-none-match": '"' + LONG + '"'},
        {"if-modified-since": "yesterday"},
        {"range": "bytes=9999999-1"},
        {"cookie": "sessionid=%00; language=xx; messages=garbage; csrftoken='"},
        {"cookie": f"sessionid={LONG}"},
        {"accept": "application/x-unheard-of"},
        {"accept-encoding": "br;q=abc, *;q=2"},
        {"referer": "http://[broken"},
        {"x-forwarded-host": "evil.example"},
        {"content-length": "-5"},
        {"user-agent": "\u0000"},
    ],
    ids="-".join,
)
@pytest.mark.parametrize("path", ["/", "/en/", "/en/registry/", "/api/v1/states/"])
def test_header_when_it_is_garbage_then_the_answer_as_ever_or_a_refusal(path, headers):
    response = visitor().get(path, headers=headers)

    assert response.status_code in (200, 302, 400, 406)
    assert b"evil.example" not in response.content


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_api_list_when_a_parameter_is_nonsense_then_a_problem_that_names_it(collection):
    client = visitor()
    for query in REFUSED_BY_API:
        response = client.get(f"/api/v1/{collection}/?{query}")
        assert response.status_code == 400, query
        problem(response)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_api_resource_when_the_reference_is_of_nothing_then_a_problem(collection):
    client = visitor()
    for reference in STRANGE_REFERENCES:
        response = client.get(f"/api/v1/{collection}/{reference}/")
        assert response.status_code in (400, 404), reference
        problem(response)


@pytest.mark.parametrize("method", UNSAFE)
def test_api_when_something_is_sent_then_refused_as_a_problem(method):
    client = visitor()
    for path in ["", "schema/", "search/", *(f"{collection}/" for collection in COLLECTIONS), "states/TN/"]:
        response = getattr(client, method)(f"/api/v1/{path}", data="{broken", content_type="application/json")
        # To this list clients add, with a key.
        assert response.status_code == (401 if (method, path) == ("post", "priorities/") else 405), path
        assert response["Allow"]
        problem(response)


def test_api_search_when_words_are_strange_then_an_answer():
    client = visitor()
    for words in STRANGE_WORDS:
        assert client.get(f"/api/v1/search/?q={words}").status_code in (200, 400), words
    for query in ["q=a&lang=de", "q=a&kind=xx", "q=a&state=XX", "q=a&theme=xx", f"q={LONG}", "q=%00", ""]:
        response = client.get(f"/api/v1/search/?{query}")
        assert response.status_code == 400, query
        problem(response)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v2/", "/api/v1/nothing/", "/api/v1/states/TN", "/api/v1/%00/"]
)
def test_api_when_the_address_is_unknown_then_a_problem(path):
    response = visitor().get(path, follow=True)

    if response.status_code != 200:  # a missing slash is put right
        assert response.status_code == 404
        problem(response)


@pytest.mark.parametrize("language", languages.CODES)
def test_api_when_it_refuses_then_in_the_callers_language(language):
    response = visitor().get("/api/v1/states/?colour=red", headers={"accept-language": language})

    arabic = sum("\u0600" <= char <= "\u06ff" for char in problem(response)["detail"])
    assert response["Content-Language"] == language
    assert (arabic > 5) == (language == "ar")


@pytest.mark.parametrize("path", ["accounts/login/", "accounts/password/reset/", "accounts/signup/"])
def test_account_form_when_filled_with_garbage_then_the_form_again(path):
    for value in ["", "\x00", "a@b", "\ud800".encode("utf-8", "surrogatepass"), "x" * 100_000, "نص", "'; drop table"]:
        response = visitor().post(f"/ar/{path}", {"login": value, "email": value, "password": value})
        assert response.status_code in (200, 302, 400, 405, 429), (path, value[:20])


def test_account_links_when_the_secret_is_garbage_then_a_page_that_says_so():
    client = visitor()
    for secret in ["x", "%00", "%FF", "a" * 2_000, "..", "%D9%86%D8%B5"]:
        response = client.get(f"/fr/accounts/invitation/{secret}/")
        assert response.status_code in (400, 404, 410), secret
        refusal(response, "fr")
        assert client.get(f"/fr/accounts/password/reset/key/1-{secret}/").status_code in (200, 400, 404), secret


ADMIN_LISTS = [
    "registry/priority",
    "registry/country",
    "workshops/workshop",
    "core/textstate",
    "core/job",
    "accounts/user",
]
STRANGE_ADMIN_QUERIES = [
    "p=9999", "p=abc", "o=99.-1.x", "e=1", "q=%00", f"q={LONG}", "q=%FF", "status__exact=xx", "id__exact=abc",
    "country__id__exact=abc", "password__startswith=a", "all=", "_popup=x", "_to_field=password", "q='", f"id={HUGE}",
]  # fmt: skip


@pytest.mark.parametrize("table", ADMIN_LISTS)
def test_admin_list_when_the_query_is_nonsense_then_a_list_or_a_refusal(table):
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))
    for query in STRANGE_ADMIN_QUERIES:
        response = client.get(f"/ar/admin/{table}/?{query}")
        assert response.status_code in (200, 302, 400, 404), query


@pytest.mark.parametrize("table", ADMIN_LISTS)
def test_admin_form_when_the_key_is_nonsense_then_back_or_a_refusal(table):
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))
    for key in ["abc", "0", "-1", HUGE, "%00", "%FF", "1%27", "a" * 500]:
        for page in ("change", "delete", "history"):
            response = client.get(f"/ar/admin/{table}/{key}/{page}/")
            assert response.status_code in (302, 400, 403, 404), (key, page)


def test_admin_import_when_the_file_is_garbage_then_the_form_again():
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))
    for data in [{}, {"format": "99", "resource": "9"}, {"import_file": "no file", "format": "0"}]:
        assert client.post("/ar/admin/registry/priority/import/", data).status_code in (200, 302, 400)
        assert client.post("/ar/admin/registry/priority/process_import/", data).status_code in (200, 302, 400)
        response = client.post("/ar/admin/registry/priority/export/", data)
        assert response.status_code in (200, 302, 400)
        b"".join(response)  # a file that is read to its end is closed


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", f"/ar/registry/?q={LONG[:4_050]}", {}, 400),
        ("GET", "/ar/%00", {}, 404),
        ("GET", "/ar/", {"Host": "evil.example"}, 400),
        ("POST", "/ar/registry/", {}, 405),
        ("PUT", "/ar/registry/TN-2012-003/", {}, 405),
        ("DELETE", "/ar/", {}, 405),
        ("PROPFIND", "/ar/", {}, 405),
        ("TRACE", "/ar/", {}, 405),
    ],
    ids=str,
)
def test_server_when_asked_for_nonsense_then_the_portals_own_page(site, method, path, headers, status):
    answer = site.ask(method, path, **headers)

    assert answer.status == status
    page = html.fromstring(answer.body)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/ar/registry/?q={LONG}", {}, 414),
        (f"/{LONG}", {}, 414),
        ("/ar/", {"Cookie": LONG}, 431),
    ],
    ids=["query", "path", "header"],
)
def test_server_when_the_request_is_longer_than_it_reads_then_advice_in_every_language(site, path, headers, status):
    answer = site.ask("GET", path, **headers)

    assert answer.status == status
    page = html.fromstring(answer.body)
    assert page.xpath("//section/@lang") == list(languages.CODES)
    assert page.xpath("//section/@dir") == ["rtl", "ltr", "ltr"]
    assert all(len(section.text_content().split()) > 5 for section in page.xpath("//section"))
