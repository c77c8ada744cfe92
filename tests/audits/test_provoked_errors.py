"""provoked-errors: a form says what is missing."""

import time

import pytest

from audits.checks.provoked_errors import provoked_errors
from audits.derive.document import Document

PAGE = Document("<main><a id=a>Pay now</a></main>", "https://council.example/")
PLACE = {"selector": "#a", "html": "<a id=a>", "text": "Pay now", "box": [0, 0, 9, 9]}


def judged(**told):
    return provoked_errors({"there": {"forms": 1}, **told}, PAGE)


def test_is_not_applicable_where_there_is_nothing_to_judge():
    assert judged(there={"forms": 0}).status == "not applicable"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {
            "errors": [
                {
                    **PLACE,
                    "message": PLACE,
                    "first": PLACE,
                    "marked": 2,
                    "invalid": 0,
                    "fields": 2,
                    "moved": False,
                    "facts": [
                        {
                            "isNear": False,
                            "isNaming": False,
                            "isTied": True,
                            "isLive": False,
                            "isFocused": False,
                            "text": "Please fill in",
                        }
                    ],
                }
            ]
        },
        {
            "errors": [
                {
                    **PLACE,
                    "message": PLACE,
                    "first": PLACE,
                    "marked": 2,
                    "invalid": 0,
                    "fields": 2,
                    "moved": False,
                    "facts": [
                        {
                            "isNear": False,
                            "isNaming": False,
                            "isTied": False,
                            "isLive": False,
                            "isFocused": True,
                            "text": "Please fill in",
                        }
                    ],
                }
            ]
        },
        {
            "errors": [
                {
                    **PLACE,
                    "message": PLACE,
                    "first": PLACE,
                    "marked": 2,
                    "invalid": 0,
                    "fields": 2,
                    "moved": False,
                    "facts": [
                        {
                            "isNear": True,
                            "isNaming": False,
                            "isTied": False,
                            "isLive": True,
                            "isFocused": False,
                            "text": "Please fill in",
                        }
                    ],
                }
            ]
        },
        {
            "errors": [
                {
                    **PLACE,
                    "message": PLACE,
                    "first": PLACE,
                    "marked": 2,
                    "invalid": 0,
                    "fields": 2,
                    "moved": True,
                    "facts": [],
                }
            ]
        },
        {
            "errors": [
                {
                    **PLACE,
                    "message": PLACE,
                    "first": PLACE,
                    "marked": 2,
                    "invalid": 0,
                    "fields": 2,
                    "moved": True,
                    "facts": [
                        {
                            "isNear": True,
                            "isNaming": False,
                            "isTied": False,
                            "isLive": False,
                            "isFocused": False,
                            "text": "Please fill in",
                        }
                    ],
                }
            ]
        },
    ],
)
def test_passes(told):
    assert judged(**told).status == "passed"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {
                "errors": [
                    {
                        **PLACE,
                        "message": PLACE,
                        "first": PLACE,
                        "marked": 2,
                        "invalid": 0,
                        "fields": 2,
                        "moved": False,
                        "facts": [],
                    }
                ]
            },
            "only changes the look",
        ),
        (
            {
                "errors": [
                    {
                        **PLACE,
                        "message": PLACE,
                        "first": PLACE,
                        "marked": 2,
                        "invalid": 0,
                        "fields": 2,
                        "moved": False,
                        "facts": [
                            {
                                "isNear": False,
                                "isNaming": False,
                                "isTied": False,
                                "isLive": False,
                                "isFocused": False,
                                "text": "Please fill in",
                            }
                        ],
                    }
                ]
            },
            "tells nobody which field",
        ),
        (
            {
                "errors": [
                    {
                        **PLACE,
                        "message": PLACE,
                        "first": PLACE,
                        "marked": 2,
                        "invalid": 0,
                        "fields": 2,
                        "moved": False,
                        "facts": [
                            {
                                "isNear": False,
                                "isNaming": False,
                                "isTied": False,
                                "isLive": True,
                                "isFocused": False,
                                "text": "Please fill in",
                            }
                        ],
                    }
                ]
            },
            "tells nobody which field",
        ),
    ],
)
def test_fails_what_is_sure(told, words):
    outcome = judged(**told)
    assert outcome.status == "failed"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "failed"
    assert (finding.selector, finding.region) == ("#a", "main")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            {
                "errors": [
                    {
                        **PLACE,
                        "message": PLACE,
                        "first": PLACE,
                        "marked": 2,
                        "invalid": 0,
                        "fields": 2,
                        "moved": False,
                        "facts": [
                            {
                                "isNear": True,
                                "isNaming": False,
                                "isTied": False,
                                "isLive": False,
                                "isFocused": False,
                                "text": "Please fill in",
                            }
                        ],
                    }
                ]
            },
            "Does everybody learn of it?",
        ),
        (
            {
                "errors": [
                    {
                        **PLACE,
                        "message": PLACE,
                        "first": PLACE,
                        "marked": 2,
                        "invalid": 2,
                        "fields": 2,
                        "moved": False,
                        "facts": [
                            {
                                "isNear": False,
                                "isNaming": False,
                                "isTied": False,
                                "isLive": False,
                                "isFocused": False,
                                "text": "Please fill in",
                            }
                        ],
                    }
                ]
            },
            "Is it clear which field",
        ),
    ],
)
def test_asks_where_a_person_must_decide(told, words):
    outcome = judged(**told)
    assert outcome.status == "needs review"
    (finding,) = outcome.findings
    assert words in finding.message
    assert finding.status == "needs review"
    assert (finding.selector, finding.region) == ("#a", "main")
    assert finding.message.endswith("?")


def test_what_the_page_made_up_breaks_nothing():
    strange = [None, 1, "x", [], {}, {"selector": 3}, {"selector": "#a" * 9000, "text": ["x"]}]
    told = {
        "errors": [
            {
                **PLACE,
                "message": PLACE,
                "first": PLACE,
                "marked": 2,
                "invalid": 0,
                "fields": 2,
                "moved": False,
                "facts": [],
            }
        ]
    }
    started = time.process_time()
    for name in told:
        for each in (*strange, strange * 1000):
            assert judged(**{**told, name: each}).status in (
                "passed",
                "failed",
                "needs review",
                "not applicable",
            )
    assert time.process_time() - started < 5
