"""The catalogue of the collections as a data portal reads it."""

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS

from amedip.api import COLLECTIONS
from amedip.core.languages import CODES
from tests.asking import visitor
from tests.calling import call

pytestmark = pytest.mark.django_db


# The reader of JSON-LD calls what its own library no longer likes.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_catalog_when_harvested_then_each_collection_has_titles_and_files_that_load(content):
    answer = call("catalog/")

    graph = rdflib.Graph().parse(data=answer.content, format="json-ld")

    assert answer["Content-Type"] == "application/ld+json"
    (catalog,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    # What DCAT-AP 3 makes mandatory, and what a portal in three languages owes beside it.
    for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset, DCAT.service):
        assert (catalog, needed, None) in graph
    sets = list(graph.objects(catalog, DCAT.dataset))
    assert {str(name) for one in sets for name in graph.objects(one, DCTERMS.identifier)} == {
        collection.name for collection in COLLECTIONS
    }
    for one in sets:
        assert {title.language for title in graph.objects(one, DCTERMS.title)} == set(CODES)
        assert (one, DCTERMS.description, None) in graph
        files = [file for file in graph.objects(one, DCAT.distribution) if (file, DCAT.downloadURL, None) in graph]
        assert len(files) == 3
        for file in files:
            assert (file, DCAT.accessURL, None) in graph
            response = visitor().head(str(graph.value(file, DCAT.downloadURL)).partition("localhost:8000")[2])
            kind = str(graph.value(file, DCAT.mediaType)).rpartition("media-types/")[2]
            assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, kind)
