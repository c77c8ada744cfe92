"""What it costs to find a page's text and to judge how it reads, beside what others take.

    script/bench text_cost [--folder FOLDER]

All HTML pages of a folder (the council pages of ../shared/bench/readability without one) are
parsed, their main text is found, told apart by language and into sentences, measured by all
formulas, and judged by every audit of category "readability" of scope "page". CPU seconds per
1,000 words of main text, of the first round, in which each word is met anew, and of the best of
five more; word lists are read before. The peers see the same text: trafilatura, where it is
installed, the HTML; textstat fourteen formulas over the prose (it remembers whole texts, so only
its first round tells).
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
from audits import registry  # noqa: E402
from audits.derive.document import Document  # noqa: E402
from audits.derive.page import load_data, page_artefacts  # noqa: E402
from audits.derive.page_reading import reading_of  # noqa: E402
from audits.run import judge_page  # noqa: E402

PAGES = ROOT.parent / "shared/bench/readability/data/council_pages"
HISTORY = ROOT / "bench/history.jsonl"
ROUNDS = 5
GOAL = 40.0  # ms of CPU for 1,000 words


def cost(work) -> tuple[float, float]:
    """CPU seconds of the first round and of the best of the others."""
    seconds = []
    for _ in range(1 + ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return seconds[0], min(seconds[1:])


def all_of_it(pages: dict[str, str]) -> list:
    made = []
    for url, html in pages.items():
        artefacts = page_artefacts(Document(html, url), url, axe=None)
        made.append((artefacts, list(judge_page(artefacts)), reading_of(artefacts)))
    return made


def of_trafilatura(pages: dict[str, str]):
    try:
        from trafilatura import extract
    except ImportError:
        return None
    return lambda: [extract(html) for html in pages.values()]


def of_textstat(texts: list[str]):
    from textstat.textstat import textstatistics

    measures = [
        *("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index"),
        *("automated_readability_index", "dale_chall_readability_score", "difficult_words"),
        *("linsear_write_formula", "gunning_fog", "lix", "rix", "mcalpine_eflaw"),
        *("spache_readability", "text_standard"),
    ]
    scorer = textstatistics()
    for name in measures:  # which reads its lists
        getattr(scorer, name)("Syllables of unknowable words are guessed.")
    return lambda: [getattr(scorer, name)(text) for text in texts for name in measures]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=PAGES)
    parser.add_argument("--no-history", action="store_true")
    asked = parser.parse_args()
    files = sorted(asked.folder.rglob("*.htm*"))
    if not files:
        print(f"No HTML page is in {asked.folder}; name a folder with pages by --folder.")
        return
    pages = {
        f"https://x.test/{file.relative_to(asked.folder)}": file.read_text("utf-8", "replace")
        for file in files
    }
    load_data()
    for name, audit in list(registry.load().items()):
        if audit.category != "readability":
            del registry.AUDITS[name]
    made: list = []
    spent = {"ours, all of it": cost(lambda: made.append(all_of_it(pages)))}
    words = sum(artefacts["main_text"].words for artefacts, *_ in made[0])
    texts = ["\n".join(b.text for b in artefacts["main_text"].prose) for artefacts, *_ in made[0]]
    if peer := of_trafilatura(pages):
        spent["trafilatura, the text alone"] = cost(peer)
    spent["textstat, 14 formulas alone"] = cost(of_textstat([each for each in texts if each]))
    told = {
        name: [round(1e6 * seconds / words, 1) for seconds in both] for name, both in spent.items()
    }
    print(f"{len(pages)} pages, {words:,} words of main text, {len(registry.AUDITS)} audits")
    print(f"{'ms of CPU for 1,000 words':32}  first  again")
    for name, (first, again) in told.items():
        print(f"  {name:30} {first:6.1f} {again:6.1f}")
    print(f"  asked of ours: at most {GOAL:.0f} ms")
    if not asked.no_history:
        with HISTORY.open("a") as history:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            history.write(json.dumps({"at": now, "text_cost": told, "words": words}) + "\n")


if __name__ == "__main__":
    main()
