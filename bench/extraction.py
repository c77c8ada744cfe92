"""How much of a page's main text is found, and how much else, beside trafilatura where it is there.

    script/bench extraction [--labels FILE]

The pages are the 12 made-up council pages of ../shared/bench/readability, each with its gold
blocks: as they are, without landmarks (no main, no roles), and without anything that says what a
part is for (plain div elements without classes). Told are, for each page and on average, precision,
recall and F1 over words, and how many gold blocks come out as exactly one block of ours, to the
letter. Processor time is that of the main text alone, and of trafilatura's extract, the best of
five; the time to parse the page, and that to tell the languages of page and blocks, stand apart.

With --labels, pages of any other site are measured too. The file is a JSON list of objects with
"file", and lists of XPaths "keep" and "drop": the words of what is kept, without those of what is
dropped, are the gold.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared/bench/readability/data/council_pages"
sys.path[:0] = [str(ROOT)]
from audits.derive.document import Document  # noqa: E402
from audits.derive.language import language_of, load_model, with_languages  # noqa: E402
from audits.derive.main_text import MainText, main_text_of  # noqa: E402

try:
    from trafilatura import extract
except ImportError:
    extract = None

WORD = re.compile(r"\w+")
TRIES = 5
ROLES = re.compile(r'\srole="(?:main|banner|contentinfo|complementary|navigation|search|region)"')
PARTS = re.compile(r"<(/?)(?:main|nav|aside|footer|header|article|section)\b")
NAMES = re.compile(r'\sclass="[^"]*"|\sid="(?![pc]\d)[^"]*"')  # an accordion needs its p0 and c0


@dataclass(frozen=True)
class Page:
    """A page with what a person says is its main text."""

    name: str
    html: str
    gold: str
    blocks: tuple[str, ...] = ()  # empty where only the words are known


@dataclass(frozen=True)
class Score:
    """How well the words of a text are those of another one."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: str, gold: str) -> Score:
    ours, theirs = (Counter(WORD.findall(each.lower())) for each in (found, gold))
    shared = (ours & theirs).total()
    return Score(shared / max(1, ours.total()), shared / max(1, theirs.total()))


def without_landmarks(html: str) -> str:
    return ROLES.sub("", re.sub(r"<(/?)main\b", r"<\1div", html))


def without_names(html: str) -> str:
    return NAMES.sub("", PARTS.sub(r"<\1div", ROLES.sub("", html)))


VARIANTS: dict[str, Callable[[str], str]] = {
    "as they are": lambda html: html,
    "without landmarks": without_landmarks,
    "without landmarks and names": without_names,
}


def council_pages(change: Callable[[str], str]) -> Iterator[Page]:
    for file in sorted(SHARED.glob("*.html")):
        gold = file.with_suffix(".gold.txt").read_text(encoding="utf-8")
        blocks = tuple(line for line in gold.splitlines() if line.strip())
        yield Page(file.stem, change(file.read_text(encoding="utf-8")), gold, blocks)


def labelled_pages(labels: Path) -> Iterator[Page]:
    for each in json.loads(labels.read_text(encoding="utf-8")):
        html = Path(each["file"]).read_text(encoding="utf-8", errors="replace")
        root = Document(html, "https://example.test/").root
        for path in [*each["drop"], "//script", "//style", "//select"]:
            for element in root.xpath(path):
                if element.getparent() is not None:
                    element.drop_tree()
        kept = (" ".join(one.itertext()) for path in each["keep"] for one in root.xpath(path))
        yield Page(Path(each["file"]).name[-34:], html, "\n".join(kept))


def timed(work: Callable[[], object]) -> float:
    """The processor time of the quickest of some tries, in milliseconds."""
    times = []
    for _ in range(TRIES):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * min(times)


def measure(title: str, pages: Iterable[Page]) -> None:
    print(f"\n{title}")
    print(
        f"{'':34} ours: F1   prec.  recall  blocks   ms  ms/1,000   "
        "trafilatura: F1   prec.  recall    ms"
    )
    ours, theirs, words, spent, parsed, told = [], [], 0, 0.0, 0.0, 0.0
    load_model()
    for page in pages:
        document = Document(page.html, "https://example.test/")
        parsed += timed(lambda html=page.html: Document(html, "https://example.test/"))
        main = main_text_of(document)
        told += timed(lambda it=document, main=main: tell_languages(it, main))
        found = [block.text for block in main.blocks]
        ours.append(score("\n".join(found), page.gold))
        took = timed(lambda it=document: main_text_of(it))
        count = len(page.gold.split())
        words, spent = words + count, spent + took
        line = f"{page.name:34} {_figures(ours[-1])} {_whole(found, page):>8} {took:5.1f}"
        line += f" {1000 * took / count:8.1f}  "
        if extract is not None:
            theirs.append(score(extract(page.html, include_comments=False) or "", page.gold))
            theirs_took = timed(lambda html=page.html: extract(html, include_comments=False))
            line += f"{'':12} {_figures(theirs[-1])} {theirs_took:6.1f}"
        print(line)
    if not ours:
        return
    line = f"{'mean':34} {_mean(ours)} {'':8} {spent / len(ours):5.1f} {1000 * spent / words:8.1f}"
    print(f"{line}  {'':12} {_mean(theirs)}" if theirs else line)
    print(
        f"(per 1,000 words of main text: {1000 * parsed / words:.1f} ms to parse the page before, "
        f"{1000 * told / words:.1f} ms to tell languages after)"
    )


def tell_languages(document: Document, main: MainText) -> None:
    with_languages(main.blocks, language_of(document, main.blocks))


def _figures(one: Score) -> str:
    return f"   {one.f1:.3f}  {one.precision:.3f}  {one.recall:.3f}"


def _mean(scores: list[Score]) -> str:
    figures = (mean(getattr(one, what) for one in scores) for what in ("f1", "precision", "recall"))
    return "   " + "  ".join(f"{each:.3f}" for each in figures)


def _whole(found: list[str], page: Page) -> str:
    if not page.blocks:
        return ""
    return f"{(Counter(found) & Counter(page.blocks)).total()}/{len(page.blocks)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--labels", type=Path, help="JSON of pages with what is their main text")
    asked = parser.parse_args()
    if extract is None:
        print("trafilatura is not installed: ours is measured alone")
    if SHARED.is_dir():
        for title, change in VARIANTS.items():
            measure(f"council pages, {title}", council_pages(change))
    else:
        print("not measured: ../shared/bench/readability (council pages) is not there")
    if asked.labels:
        measure(f"pages of {asked.labels}", labelled_pages(asked.labels))


if __name__ == "__main__":
    main()
