"""image-names: file names and empty words are not descriptions."""

import time

import pytest

from audits.checks.image_names import image_names
from audits.derive.document import Document


def judged(html):
    return image_names(
        Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    )


@pytest.mark.parametrize(
    "alt",
    [
        *("The town hall in the snow", "Form 2.1", "A40", "B2B", "COVID-19.", "www.x.gov.uk"),
        *("Image of the mayor", "Photo: the mayor", "Picture gallery", "Logo", "Exampleton.gov.uk"),
        *("Stratford-upon-Avon", "Image 1 of 5: the bridge", "Figure 2", "Node.js", "ASP.NET"),
        *("Windows 10", "P60", "Photographs of bins", "Screenshot of the form", "5 December 2025"),
        *("GIF", "PNG to JPG", "Dewis llun", "Alternative text for images: a guide", "20190312"),
        *("IMG conference 2024", "DSC 2021 final", "Photo by A. Smith", "0800 123 4567"),
    ],
)
def test_passes_real_descriptions(alt):
    outcome = judged(f"<img src='/files/a.jpg' alt='{alt}'>")
    assert (outcome.status, outcome.value) == ("passed", 0)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='covid-19.png' alt='covid-19'>",
        "<img src='A40.png' alt='A40'>",
        "<img src='' alt='A'><img src='http://[x' alt='B'><img alt='C'>",
        "<img src='data:image/png;base64,a_b' alt='a_b'>",
        "<img src='a.jpg' title='The town hall'>",
        "<svg role='img' aria-label='HTML 5 logo'><title>image</title></svg>",
        (
            "<figure><img src='a.jpg' alt='' title='The town hall'>"
            "<figcaption>The town hall</figcaption></figure>"
        ),
        (
            "<a href='/bins'><img src='a.jpg' alt='' title='Bins and recycling'>"
            "<h3>Bins and <b>recycling</b> in Exampleton</h3></a>"
        ),
        "<input type='image' src='go.png' alt='Search'>",
        "<img src='a.jpg' alt='IMG_1234.jpg' aria-label='The town hall'>",
        "<p id='t'>The town hall</p><img src='a.jpg' alt='image' aria-labelledby='t'>",
        (
            "<div class='media media--type-image'><img loading='lazy' src='/sites/default/files/styles/"
            "large/public/2024-01/town_hall.jpg.webp?itok=x' alt='Town hall' title=''></div>"
        ),
    ],
)
def test_passes_pictures_with_names_of_other_kinds(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<img src='a.jpg'>",
        "<img src='a.jpg' alt=''>",
        "<img src='a.jpg' alt=' ' title=' '>",
        "<img src='a.jpg' alt='image' hidden>",
        "<div style='display:none'><img src='a.jpg' alt='image'></div>",
        "<div aria-hidden='true'><img src='a.jpg' alt='image'></div>",
        "<noscript><img src='a.jpg' alt='image'></noscript>",
        "<img src='a.jpg' alt='image' role='presentation'>",
        "<img src='t.gif' alt='image' width='1' height='1'>",
        "<a href='/' aria-label='Exampleton home'><img src='a.jpg' alt='image'></a>",
        "<input type='text' alt='image'>",
    ],
)
def test_is_not_applicable_without_named_pictures(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<img id='i' src='a.jpg' alt='A view of the town hall from the river.jpg'>",
            "a file name",
        ),
        ("<img id='i' src='town-hall-snow.jpg' alt='town-hall-snow'>", "a file name"),
        ("<img id='i' src='a.jpg' alt='' title='banner'>", "Is it decoration"),
        (
            "<img id='i' src='/town-hall-snow.jpg' alt='' title='Town hall snow'>",
            "Is it decoration",
        ),
        ("<img id='i' src='a.jpg' alt='' title='Town hall.jpg'>", "Is it decoration"),
    ],
)
def test_asks_a_person_where_it_cannot_tell(html, words):
    outcome = judged(html)
    assert (outcome.status, outcome.value) == ("needs review", 0)
    assert [(each.selector, each.status) for each in outcome.findings] == [("#i", "needs review")]
    assert words in outcome.findings[0].message
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "name",
    [
        *("IMG_1234", "IMG_1234.JPG", "dsc0001.jpg", "DSCN0123", "header-banner.png", "logo.svg"),
        *("Copy of Town Hall.jpeg", "IMG-20240101-WA0001", "20190312_143355", "PXL_20230101_1"),
        *("IMG_1234 (2)", "Screenshot 2024-01-02 at 10.22.33", "town_hall.webp"),
        *("image", "Image", "picture", "photo.", "alt", "Alt text", "image of", "spacer"),
        *(
            "untitled",
            "Image 3",
            "picture2",
            "[image]",
            "insert alt text here",
            "TODO",
            "Decorative image",
            "undefined",
            "llun",
        ),
        "6f1ed002-ab5e-4a7e-9f3c-0d4d5f6a7b8c",
    ],
)
@pytest.mark.parametrize(
    "html",
    [
        "<img id='i' src='/a.jpg' alt='{}'>",
        "<input type='image' id='i' src='/a.jpg' alt='{}'>",
        "<div role='img' id='i' aria-label='{}'></div>",
        "<img id='i' src='/a.jpg' title='{}'>",
    ],
)
def test_fails_file_names_and_empty_words(name, html):
    outcome = judged(html.format(name))
    assert (outcome.status, outcome.value) == ("failed", 1)
    finding = outcome.findings[0]
    assert (finding.selector, finding.region, finding.status) == ("#i", "main", "failed")
    assert f"“{name}”" in finding.message


@pytest.mark.parametrize(
    ("source", "alt"),
    [
        ("/files/town_hall_2019.jpg?v=2", "town_hall_2019"),
        ("/wp-content/uploads/hall-300x200.jpg", "hall-300x200"),
    ],
)
def test_fails_the_name_of_the_file_itself(source, alt):
    outcome = judged(f"<img src='{source}' alt='{alt}'>")
    assert outcome.status == "failed"
    assert "the name of its file" in outcome.findings[0].message


def test_fails_a_description_that_only_the_mouse_shows():
    outcome = judged("<img src='a.jpg' alt='' title='The mayor opens the new library'>")
    assert outcome.status == "failed"
    assert "its title says “The mayor opens" in outcome.findings[0].message


@pytest.mark.parametrize(
    "html",
    [
        "<img src='a.jpg' alt='' title='The new bridge'>" * 5_000,
        "<div role='img' aria-labelledby='gone'>" * 3_000,
        "<div>" * 3_000 + "<img alt='image'>" * 3_000,
        f"<img alt='{'a' * 100_000}.jpg' src='{'_' * 100_000}'>",
        f"<img alt='IMG_{'1' * 100_000}!' title=''>",
        "<img role='' aria-label='' alt title src>",
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 4
