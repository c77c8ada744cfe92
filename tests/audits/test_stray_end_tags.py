"""stray-end-tags: advice about ends without a start."""

import time

import pytest

from audits.checks.stray_end_tags import stray_end_tags


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<!doctype html><html><body><p>One<p>Two<br/><img src='a>b' alt='</p>'></body></html>",
        "<ul><li>One<li>Two</ul>",
        "<table><tr><td>One</table>",
        "<p>One</p></body></html>",  # whose start may be left out
        "<table><tr><td>One</tr></tbody></table>",
        "<p>A</p><!-- </div> --><script>'</div>'</script><style>/* </b> */</style>",
        "<title>How to close: </p></title><textarea></div></textarea>",
        "<DIV></div>",
        "<b><i>misnested</b></i>",  # which browsers mend alike
        "a < b </ c and </>",
        "<svg><path d='M0 0'/><g></g></svg>",
    ],
)
def test_passes_pages_whose_ends_have_a_start(source):
    assert stray_end_tags(source).status == "passed"


@pytest.mark.parametrize(
    ("source", "count", "words"),
    [
        ("<p>One</p></div>", 1, "One end tag closes nothing: </div>."),
        ("<ul><li>One</li></li></ul></p>", 2, "2 end tags close nothing"),
        ("<p>One</p></SPAN >", 1, "</span>"),
    ],
)
def test_advises_on_ends_without_a_start(source, count, words):
    outcome = stray_end_tags(source)
    assert (outcome.status, outcome.value) == ("failed", count)
    (finding,) = outcome.findings
    assert words in finding.message


@pytest.mark.parametrize(
    "source",
    [
        "<" * 1_000_000,
        "<a '" * 50_000,
        "</p>" * 200_000,
        "<!--" * 200_000,
        '<a b="' * 20_000,
        "<script>" * 100_000,
    ],
)
def test_stays_quick_on_hostile_pages(source):
    start = time.process_time()
    stray_end_tags(source)
    assert time.process_time() - start < 6
