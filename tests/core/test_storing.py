"""Files with a service that speaks S3, as moto plays one: what the address means, and the portal's use of it."""

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from amedip.core.storing import storage_at
from amedip.portal.health import readiness
from tests.asking import get, page
from tests.corpus.pdfs import pdf
from tests.desk import at_desk, errors
from tests.factories import DocumentFactory
from tests.workshops.handing import handed_in
from workshops.shelf import SHELF


def test_address_when_empty_then_the_file_system():
    assert "FileSystem" in storage_at("")["BACKEND"]


def test_address_when_s3_then_bucket_folder_and_options():
    options = storage_at("s3://files/a/b?endpoint=https://s3.example.org&region=eu-west-3&style=path")["OPTIONS"]

    assert options["bucket_name"] == "files"
    assert options["location"] == "a/b"
    assert options["endpoint_url"] == "https://s3.example.org"
    assert (options["region_name"], options["addressing_style"]) == ("eu-west-3", "path")
    assert (options["default_acl"], options["file_overwrite"]) == (None, False)


@pytest.mark.parametrize("url", ["files", "http://files", "s3://", "s3://files?key=secret", "s3:///files"])
def test_address_when_it_is_none_then_the_portal_says_so_at_its_start_and_keeps_secrets(url):
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL") as error:
        storage_at(url)

    assert "secret" not in str(error.value)


@pytest.fixture(scope="module")
def service():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service, settings, monkeypatch):
    """An empty bucket, which is the portal's storage; its content by name."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    client = boto3.client("s3", endpoint_url=service, region_name="us-east-1")
    client.create_bucket(Bucket="files")
    settings.STORAGES = settings.STORAGES | {
        "default": storage_at(f"s3://files/portal?endpoint={service}&region=us-east-1")
    }

    def content() -> dict[str, bytes]:
        names = [item["Key"] for item in client.list_objects_v2(Bucket="files").get("Contents", ())]
        return {name: client.get_object(Bucket="files", Key=name)["Body"].read() for name in names}

    yield content
    for name in content():
        client.delete_object(Bucket="files", Key=name)
    client.delete_bucket(Bucket="files")


@pytest.mark.django_db
def test_document_when_stored_there_then_it_is_kept_corrected_and_given_as_from_the_disk(bucket, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    document = DocumentFactory(ref="the-summary")
    client = at_desk()
    first, second = pdf(), pdf(b"/Lang (fr)")

    assert handed_in(document, first, client=client).status_code == 302
    assert handed_in(document, second, client=client).status_code == 302

    assert sorted(bucket().values()) == sorted([first, second])
    assert all(name.startswith("portal/documents/") for name in bucket())
    response = get("/fr/documents/the-summary/download/")
    assert response.getvalue() == second
    assert response["Content-Length"] == str(len(second))
    (earlier,) = document.earlier_files.all()
    assert get(f"/en/documents/the-summary/files/{earlier.digest}/").getvalue() == first
    assert "SHA-256" in page("/en/documents/the-summary/")
    assert list(tmp_path.rglob("*.pdf")) == []


@pytest.mark.django_db
def test_document_when_refused_then_nothing_is_left_there(bucket):
    answer = handed_in(DocumentFactory(), pdf(), kind="nothing of the kind")

    assert errors(answer)
    assert bucket() == {}


@pytest.mark.django_db
def test_file_when_no_row_names_it_then_it_goes_on_the_next_day(bucket, monkeypatch):
    default_storage.save("documents/2026/left.pdf", ContentFile(pdf()))
    assert SHELF.clear() == 0
    monkeypatch.setattr(SHELF, "fresh", -SHELF.fresh)

    assert SHELF.clear() == 1
    assert bucket() == {}


@pytest.mark.django_db
def test_portal_when_asked_whether_it_is_ready_then_it_has_tried_the_service(bucket):
    assert readiness()["storage"] is True
