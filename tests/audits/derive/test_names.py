"""What a screen reader would call an element."""

import time

import pytest

from audits.derive.document import Document
from audits.derive.names import MAX_NAME, accessible_name, description_of


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a id='it'> Pay \n now </a>", "Pay now"),
        ("<a id='it'><b>Pay</b>ment</a>", "Payment"),
        ("<a id='it'><div>Pay</div><div>now</div></a>", "Pay now"),
        ("<a id='it'><img alt='Pay'> now</a>", "Pay now"),
        ("<a id='it'><img> </a>", ""),
        ("<a id='it'>Pay<span hidden> later</span></a>", "Pay"),
        ("<a id='it'>Pay<span aria-hidden='true'>!</span></a>", "Pay"),
        ("<a id='it' aria-label='Pay rent'>Pay</a>", "Pay rent"),
        ("<a id='it' title='Pay rent'></a>", "Pay rent"),
        ("<a id='it' title='Pay rent'>Pay</a>", "Pay"),
        ("<b id='l' hidden>Rent</b><a id='it' aria-labelledby='it l'>Pay</a>", "Pay Rent"),
        ("<a id='it' aria-labelledby='none'>Pay</a>", "Pay"),
        ("<a id='it'><svg><title>Pay</title></svg></a>", "Pay"),
        ("<a id='it'>Pay<!-- now --> rent</a>", "Pay rent"),
        ("<a id='it'><script>alert(1)</script>Pay</a>", "Pay"),
    ],
)
def test_the_name_of_an_element(html, name):
    document = Document(f"<body>{html}</body>", "https://x.test/")
    assert accessible_name(document.ids["it"], document) == name


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<a id='it' title='Pay  Rent'>Pay</a>", "pay rent"),
        ("<b id='l' hidden>By card</b><a id='it' aria-describedby='l x'>Pay</a>", "by card"),
        ("<a id='it' aria-description='By card' title='Rent'>Pay</a>", "by card"),
        ("<a id='it'>Pay</a>", ""),
    ],
)
def test_the_description_of_an_element(html, description):
    document = Document(f"<body>{html}</body>", "https://x.test/")
    assert description_of(document.ids["it"], document) == description


def test_a_name_without_end_is_cut():
    document = Document(f"<body><a id='it'>{'Pay ' * 9999}</a>", "https://x.test/")
    assert len(accessible_name(document.ids["it"], document)) == MAX_NAME


def test_nesting_without_end_costs_little():
    document = Document("<body><h1 id='it'>" + "<b>" * 100_000, "https://x.test/")
    started = time.monotonic()
    assert accessible_name(document.ids["it"], document) == ""
    assert time.monotonic() - started < 2
