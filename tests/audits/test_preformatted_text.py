"""preformatted-text: advice about words in pre; code of any kind is left alone."""

import time

import pytest

from audits.checks.preformatted_text import preformatted_text
from audits.derive.document import Document

WORDS = "Monday      Grey bin and food\nTuesday     Green bin and garden waste\n"


def judged(html):
    return preformatted_text(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<pre><code>{WORDS}</code></pre>",
        f"<pre class='programlisting'>{WORDS}</pre>",
        f"<div class='highlight-text'><div><pre>{WORDS}</pre></div></div>",
        "<pre>def main(argument):\n    return {'a': argument[0]}\n\nmain() # what it does</pre>",
        "<pre>$ ls -l /etc | sort\n$ cat /etc/passwd and so on for all the files</pre>",
        "<pre>Monday</pre>",
        f"<pre class='wp-block-verse'>{WORDS}</pre>",
        f"<pre hidden>{WORDS}</pre>",
    ],
)
def test_passes_code_and_little_words(html):
    outcome = judged(html)
    assert (outcome.status, outcome.findings) == ("passed", ())


def test_is_not_applicable_without_pre():
    assert judged(f"<p>{WORDS}</p>").status == "not applicable"


def test_advises_on_words_in_pre():
    outcome = judged(f"<pre id='t'>{WORDS}</pre>")
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#t"


def test_stays_quick_on_hostile_pages():
    start = time.process_time()
    judged("<pre>a b c d e f g h i j" * 5_000)
    judged(f"<pre>{'(' * 500_000}</pre><pre>{' w' * 500_000}</pre>")
    assert time.process_time() - start < 4
