"""Fit the reading level on the training halves of ../shared/bench/readability, and print figures.

    python bench/fit_reading_level.py [folder of the corpora]

The text of the corpora stays there; what is printed goes into audits/derive/reading_level.py and
docs/decisions/0018-reading-level.md by hand. Held-out texts are not read: score.py is for them.
"""

import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from audits.derive.counts import Counts, counts_of, take_sample, total  # noqa: E402
from audits.derive.formulas import FORMULAS  # noqa: E402
from audits.derive.language import Language  # noqa: E402
from audits.derive.plain_text import plain_prose  # noqa: E402
from audits.derive.reading_level import FEATURES  # noqa: E402

CORPORA = ("onestop", "cefr_sp", "readmepp_en")
ARTICLES = "onestop"
SHARED = ROOT / "../shared/bench/readability/data"
CLASSIC = [formula for formula in FORMULAS if formula.id != "smog"]  # which needs 30 sentences
FOLDS = 5
RIDGE = 1e-3  # on features of unit spread; hardly felt with thousands of texts
TAILS = (0.5, 99.5)  # percentiles at which features are cut off
PLAIN = 2.0  # A2, the level that contributions are told against
BORDERS = {"B1": 3.0, "B2": 4.0, "C1": 5.0}  # between which bands part
STEPS = 50  # of Newton's method; ten would do


@dataclass
class Corpus:
    """The training texts of one corpus: features, ratings, and folds that keep articles whole."""

    name: str
    x: np.ndarray
    y: np.ndarray
    classic: np.ndarray  # values of the classic formulas
    groups: np.ndarray  # articles, or single sentences
    folds: np.ndarray

    def part(self, kept: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray, float]:
        """Features, ratings and weight of all texts, or of those kept.

        OneStop has each article at three levels, which are only ranks. So it is the difference
        within an article that counts. Whole articles weigh as much as the two corpora of
        sentences together, since pages are what is judged in the end.
        """
        kept = np.ones(len(self.y), bool) if kept is None else kept
        x, y, groups = self.x[kept].copy(), self.y[kept].copy(), self.groups[kept]
        if self.name != ARTICLES:
            return x, y, 1.0
        for group in np.unique(groups):
            here = groups == group
            x[here] -= x[here].mean(0)
            y[here] -= y[here].mean()
        return x, y, 2.0


def read(folder: Path, name: str) -> Corpus:
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["split"] == "train"]
    found = [(row, counts) for row in rows if (counts := counted(row["text"])).words]
    keys = [row["group"] if name == ARTICLES else row["id"] for row, _ in found]
    return Corpus(
        name,
        np.array([[feature.measure(counts) for feature in FEATURES] for _, counts in found]),
        np.array([row["difficulty"] for row, _ in found], float),
        np.array([[formula.compute(counts) for formula in CLASSIC] for _, counts in found]),
        np.array(keys),
        np.array([zlib.crc32(key.encode()) % FOLDS for key in keys]),
    )


def counted(text: str) -> Counts:
    sentences = plain_prose(text, Language("en")).sentences
    whole = total(counts_of(each.words, each.text) for each in sentences)
    take_sample(whole, (each.words for each in sentences))
    return whole


def fit(parts: list[tuple[np.ndarray, np.ndarray, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the features, and one offset a corpus, since raters differ.

    A corpus weighs the same however many texts it has.
    """
    width = parts[0][0].shape[1]
    blocks, answers, weights = [], [], []
    for at, (x, y, weight) in enumerate(parts):
        offsets = np.zeros((len(x), len(parts)))
        offsets[:, at] = 1
        blocks.append(np.hstack([x, offsets]))
        answers.append(y)
        weights.append(np.full(len(x), weight / len(x)))
    a, b, w = np.vstack(blocks), np.concatenate(answers), np.concatenate(weights)
    spread = np.ones(a.shape[1])
    spread[:width] = a[:, :width].std(0)
    a = a / spread
    ridge = np.diag([RIDGE] * width + [0] * len(parts))
    found = np.linalg.solve(a.T @ (a * w[:, None]) + ridge, a.T @ (b * w)) / spread
    return found[:width], found[width:]


def ranks(values: np.ndarray) -> np.ndarray:
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[where]


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def chosen(part: tuple[np.ndarray, np.ndarray, float], columns: list[int]) -> tuple:
    return part[0][:, columns], *part[1:]


def cross_validated(corpora: list[Corpus], columns: list[int]) -> list[float]:
    guesses = [np.zeros(len(each.y)) for each in corpora]
    for fold in range(FOLDS):
        weights, _ = fit([chosen(each.part(each.folds != fold), columns) for each in corpora])
        for guess, corpus in zip(guesses, corpora, strict=True):
            out = corpus.folds == fold
            guess[out] = corpus.x[out][:, columns] @ weights
    return [spearman(guess, corpus.y) for guess, corpus in zip(guesses, corpora, strict=True)]


def left_out(corpora: list[Corpus], columns: list[int]) -> list[float]:
    """Fit on two corpora, judged on all training texts of the third."""
    found = []
    for corpus in corpora:
        weights, _ = fit([chosen(each.part(), columns) for each in corpora if each is not corpus])
        found.append(spearman(corpus.x[:, columns] @ weights, corpus.y))
    return found


def row(title: str, values: list[float]) -> None:
    shown = " ".join(f"{value:12.3f}" for value in values)
    print(f"{title:44}{shown}{np.mean(values):9.3f}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    corpora = [read(folder, name) for name in CORPORA]
    names = [feature.id for feature in FEATURES]
    everything = list(range(len(names)))
    pooled = np.vstack([corpus.x for corpus in corpora])
    low, high = np.percentile(pooled, TAILS, axis=0)
    for corpus in corpora:
        corpus.x = np.clip(corpus.x, low, high)

    print(f"{'Spearman':44}" + "".join(f"{name:>13}" for name in CORPORA) + "     mean")
    for at, formula in enumerate(CLASSIC):
        row(formula.name, [abs(spearman(c.classic[:, at], c.y)) for c in corpora])
    for at, name in enumerate(names):
        row(f"{name} alone", [spearman(c.x[:, at], c.y) for c in corpora])
    for count in range(2, len(names) + 1):
        columns = everything[:count]
        row(f"first {count}, cross-validated", cross_validated(corpora, columns))
    for at, name in enumerate(names):
        columns = [each for each in everything if each != at]
        row(f"without {name}, cross-validated", cross_validated(corpora, columns))
    row("all, fitted on the two other corpora", left_out(corpora, everything))

    weights, offsets = fit([corpus.part() for corpus in corpora])
    rated = [corpus for corpus in corpora if corpus.name != ARTICLES]
    base = float(np.mean([offsets[corpora.index(corpus)] for corpus in rated]))
    plain = np.mean([corpus.x[corpus.y == PLAIN].mean(0) for corpus in rated], axis=0)
    print()
    for at, name in enumerate(names):
        alone = ", ".join(f"{fit([corpus.part()])[0][at]:.2f}" for corpus in corpora)
        print(
            f"{name:18} weight {weights[at]:.3f}  plain {plain[at]:.3f}  "
            f"from {low[at]:.3f} to {high[at]:.3f}  (fitted on each corpus alone: {alone})"
        )
    print(f"plain text scores {base + plain @ weights:.3f}\n")
    told = [corpus.x @ weights + base for corpus in corpora]
    calibration(corpora, told)


def calibration(corpora: list[Corpus], told: list[np.ndarray]) -> None:
    """How scores and ratings go together, for choosing the bands."""
    for corpus, scores in zip(corpora, told, strict=True):
        means = ", ".join(
            f"{rating:g}: {scores[corpus.y == rating].mean():.2f}" for rating in np.unique(corpus.y)
        )
        print(f"{corpus.name}: mean score by rating: {means}")
        if corpus.name == ARTICLES:
            continue
        for letter, rating in BORDERS.items():
            print(f"  half are rated {letter} or above at {half_at(scores, corpus.y, rating):.2f}")
        error = np.sqrt(np.mean((scores - corpus.y) ** 2))
        print(f"  root mean square error {error:.2f}, bias {np.mean(scores - corpus.y):+.2f}")


def half_at(scores: np.ndarray, ratings: np.ndarray, border: float) -> float:
    """The score at which as many texts are rated at the border or above as below (logistic)."""
    above = (ratings >= border).astype(float)
    a, found = np.column_stack([np.ones(len(scores)), scores]), np.zeros(2)
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-a @ found))
        curve = a.T @ (a * (guess * (1 - guess))[:, None])
        found = found + np.linalg.solve(curve, a.T @ (above - guess))
    return float(-found[0] / found[1])


if __name__ == "__main__":
    main()
