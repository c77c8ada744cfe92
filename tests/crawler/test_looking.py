"""What judging needs is read ahead of the first page, and by whoever judges."""

import gc
import threading
import weakref

from audits.derive import familiar, language, syllables
from audits.derive.document import Document
from audits.derive.lookup import lookup_of
from audits.derive.page import page_artefacts, page_facts
from audits.run import judge_page
from crawler.looking import COLLECT_AFTER, prepare_to_judge, spare_the_collector

PASSED = {"id": "document-title", "tags": ["wcag242"], "nodes": []}


def test_dictionary_and_model_are_read_on_a_thread():
    syllables._load.cache_clear()
    familiar._load_frequencies.cache_clear()
    language._load.cache_clear()
    prepare_to_judge()
    for thread in [each for each in threading.enumerate() if each.name == "judging"]:
        thread.join(60)
    assert syllables._load.cache_info().currsize == 1
    assert familiar._load_frequencies.cache_info().currsize == 1
    assert language._load.cache_info().currsize == 1


def test_the_tree_of_a_page_goes_without_the_collector():
    html = "<html lang='en'><title>Bins</title><body><main><h1>Bins</h1><p>Put them out.</p></main>"
    found = {"violations": [], "incomplete": [], "inapplicable": [], "passes": [PASSED]}
    gc.disable()
    try:
        document = Document(html, "https://x.test/")
        seen = weakref.ref(document)
        page_facts(document, document.url)
        judge_page(page_artefacts(document, document.url, axe=found, tried={}))
        lookup_of(document).element("main")
        del document
        assert seen() is None
    finally:
        gc.enable()


def test_the_collector_is_spared_once():
    before = gc.get_threshold()
    spare_the_collector.cache_clear()
    try:
        spare_the_collector()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] == COLLECT_AFTER
        new = [[]]
        spare_the_collector()
        assert any(each is new for each in gc.get_objects()), "what came later was set aside, too"
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
