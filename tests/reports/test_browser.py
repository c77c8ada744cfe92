"""The report in a real browser: axe finds nothing, nothing scrolls sideways, narrow or in the dark."""

import json
import os
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPERIMENTAL = ["css-orientation-lock", "p-as-heading", "table-fake-caption", "td-has-header"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in EXPERIMENTAL},
}
KINDS = [
    "index.html", "pages.html", "pages-2.html", "pages/*.html", "causes.html", "causes/*.html", "audits.html",
    "audits/axe-*.html", "criteria.html", "changes.html", "broken-links.html", "redirects.html", "documents.html",
    "sections.html", "not-tested.html", "run.html", "method.html", "law.html", "register.html", "settled.html",
    "exempt.html", "by-hand.html",
]  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    options = Options()
    options.binary_location = os.environ.get("DROPKERB_CHROMIUM") or "/usr/bin/chromium"
    quiet = [
        "--headless=new",
        "--disable-background-networking",
        "--no-first-run",
        "--hide-scrollbars",
    ]
    for flag in [*quiet, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    driver = webdriver.Chrome(
        options, Service(os.environ.get("DROPKERB_CHROMEDRIVER") or "/usr/bin/chromedriver")
    )
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


def look(browser, file, width, scheme="light"):
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    browser.get(file.as_uri())


def violations(browser):
    browser.execute_script(AXE.read_text())
    script = f"const done = arguments[0]; axe.run(document, {json.dumps(OPTIONS)}).then(done, error => done({{error: String(error)}}));"
    result = browser.execute_async_script(script)
    return [
        (found["id"], [node["target"] for node in found["nodes"]][:5])
        for found in result["violations"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, town, kind):
    file = min(town.folder.glob(kind))
    for width, scheme in [(1280, "light"), (320, "dark")]:
        look(browser, file, width, scheme)
        browser.execute_script(
            "for (const each of document.querySelectorAll('details')) each.open = true"
        )
        assert violations(browser) == [], (kind, width, scheme)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, kind


def test_list_of_sites(browser, record, report_on):
    for name in ("mudford", "seaford"):
        site = record.site(name)
        record.page(site, record.run(site), f"https://{name}.example/", name)
    report = report_on(record)
    look(browser, report.folder / "index.html", 320)
    assert violations(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320


def test_hostile_page_does_not_break_out(browser, record, report_on):
    site = record.site(title="W" * 500)
    run = record.run(site, status="partial", reason="r" * 500)
    page = record.page(
        site,
        run,
        "https://mudford.example/" + "a" * 10_000,
        "<script>document.title = 'owned'</script>" + "t" * 3_000,
        owner="o" * 500,
        section="s" * 500,
    )
    record.finding(
        page,
        record.cause(site, run, title="c" * 2_000, region="main"),
        run,
        message="m" * 2_000,
        selector="#" + "x" * 2_000,
        snippet="<p>" + "y" * 300,
    )
    report = report_on(record)
    for file in (
        "index.html",
        "pages.html",
        "causes.html",
        "sections.html",
        f"pages/{page}.html",
        "run.html",
    ):
        look(browser, report.folder / file, 320)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, file
        assert browser.title != "owned"


def test_first_key_press_leads_past_the_menu(browser, town):
    look(browser, town.folder / "index.html", 1280)
    skip = browser.execute_script(
        "return document.querySelector('a, button, [tabindex]').getAttribute('href')"
    )
    assert skip == "#main"
