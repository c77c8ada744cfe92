"""GOV.UK Frontend's own fixtures as a site: what our audits say of a design system made with care.

    script/bench govuk [--keep FOLDER]

Each visible fixture of each component is a page. It is crawled by the real command with everything
on; each failure that is found is listed, by audit, with the fixtures it is found in. Fetches
govuk-frontend from npm, unless DROPKERB_GOVUK names its dist/govuk.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
from act import crawl, served  # noqa: E402

PAGE = """<!doctype html>
<html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>{title} - Fixtures</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/govuk/govuk-frontend.min.css"></head>
<body class="govuk-template__body"><script>document.body.className += " js-enabled" +
("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");</script>
{outside}
<div class="govuk-width-container"><main class="govuk-main-wrapper" id="main-content">
<h1 class="govuk-heading-l">{title}</h1>
{html}
<p class="govuk-body"><a class="govuk-link" href="/index.html">All fixtures</a></p></main></div>
<script type="module">import {{ initAll }} from "/govuk/govuk-frontend.min.js"; initAll();</script>
</body></html>
"""
OUTSIDE = ("header", "footer", "service-navigation", "skip-link")  # of main, where they belong


def frontend(folder: Path) -> Path:
    """Return dist/govuk of govuk-frontend."""
    if named := os.environ.get("DROPKERB_GOVUK"):
        return Path(named)
    command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "govuk-frontend@5"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "node_modules/govuk-frontend/dist/govuk"


def build(source: Path, site: Path) -> int:
    """Write the fixtures as pages; return how many."""
    site.mkdir(parents=True)
    (site / "govuk").symlink_to(source)
    (site / "assets").symlink_to(source / "assets")
    links = []
    for path in sorted(source.glob("components/*/fixtures.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["component"] == "template":  # whole pages, without a content of their own
            continue
        for number, fixture in enumerate(told["fixtures"]):
            if fixture.get("hidden"):
                continue
            title = f"{told['component']}: {fixture['name']}".capitalize()
            name = f"{told['component']}-{number}.html"
            html = fixture["html"]
            parts = ("", html) if told["component"] in OUTSIDE else (html, "")
            page = PAGE.format(title=escape(title), html=parts[0], outside=parts[1])
            (site / name).write_text(page, encoding="utf-8")
            links.append(f'<li><a href="/{name}">{escape(title)}</a></li>')
    index = PAGE.format(title="All fixtures", html=f"<ul>{''.join(links)}</ul>", outside="")
    (site / "index.html").write_text(index, encoding="utf-8")
    return len(links)


def show(record: Path, pages: int) -> None:
    db = sqlite3.connect(record)
    audited = db.execute("SELECT count(*) FROM pages WHERE audited_run_id IS NOT NULL").fetchone()
    print(f"{pages} fixtures, {audited[0]} pages audited")
    query = """SELECT category, audit, status, url, message, selector, snippet FROM open_findings
               WHERE url LIKE '%.html' AND url NOT LIKE '%/index.html'
               ORDER BY category, audit, url"""
    failures, questions = defaultdict(list), defaultdict(int)
    for category, audit, status, url, message, selector, snippet in db.execute(query):
        if category == "accessibility" and status == "failed":
            failures[audit].append((url.rpartition("/")[2], message, selector, snippet))
        else:
            questions[category, status, audit] += 1
    db.close()
    print("\naccessibility, failed:")
    for audit, found in failures.items():
        print(f"  {audit}: {len(found)}")
        for page, message, selector, snippet in found:
            print(f"    {page} {selector}: {message}\n      {snippet[:150]}")
    print("\nothers, only counted:")
    for (category, status, audit), count in sorted(questions.items()):
        print(f"  {category}, {status}: {audit} {count}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", type=Path, help="folder for record and report")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dropkerb-bench-") as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        site = Path(temporary) / "site"
        pages = build(frontend(Path(temporary)), site)
        with served(site) as start:
            record = crawl(start, folder)
        show(record, pages)


if __name__ == "__main__":
    main()
