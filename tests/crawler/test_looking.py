"""What judging needs is read ahead of the first page, and by whoever judges."""

import threading

from audits.derive import language, readability
from crawler.looking import prepare_to_judge


def test_dictionary_and_model_are_read_on_a_thread():
    readability._load.cache_clear()
    language._load.cache_clear()
    prepare_to_judge()
    for thread in [each for each in threading.enumerate() if each.name == "judging"]:
        thread.join(60)
    assert readability._load.cache_info().currsize == 1
    assert language._load.cache_info().currsize == 1
