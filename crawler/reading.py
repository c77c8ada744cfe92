"""Words in pictures, read by Tesseract where it is installed (docs/decisions/0016).

A program of its own, with one thread and little time, that gets a picture of bounded size.
"""

import functools
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from PIL import Image

PROGRAM = "tesseract"
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")  # no others: Pillow starts Ghostscript for some
INSTALL = "apt-get install tesseract-ocr"
READ_SECONDS = 6.0  # for one picture, of 0.2 seconds that most take
START_SECONDS = 10.0
MOST_PIXELS = 40_000_000  # of a picture as it came
MOST_EDGE = 1_600  # pixels that are read of it, each way; larger ones are made smaller
LEAST_SURE = 80  # per cent: no word that Tesseract is less sure of
LEAST_LETTERS = 3
LEAST_HEIGHT = 7.0  # CSS pixels as shown; what is smaller nobody reads there
MOST_WORDS = 120
WORD = re.compile(r"[^\W\d_]")
VOWEL = re.compile(r"[aeiouyw]", re.IGNORECASE)
WELSH = "cy"
COLUMNS = 12  # of a line of Tesseract's tables
HEIGHT, SURE, TEXT = 9, 10, 11  # columns


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a picture."""

    text: str
    height: float  # as a part of the picture's width, whatever the size that it is shown in


@functools.cache
def languages() -> frozenset[str]:
    """Return the languages that Tesseract knows here; none where it is not installed."""
    if shutil.which(PROGRAM) is None:
        return frozenset()
    try:
        done = subprocess.run(
            [PROGRAM, "--list-langs"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=START_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split())


def why_unread() -> str:
    """Return why no picture can be read here; "" when they can."""
    if "eng" in languages():
        return ""
    return f"words in pictures are read by {PROGRAM}, which is not installed ({INSTALL})"


def words_in(content: bytes, language: str) -> tuple[Word, ...] | None:
    """Return the words in a picture; None when it cannot be read in time, or is no picture."""
    try:
        picture, width = _readable(content)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    chosen = "cym+eng" if language.startswith(WELSH) and "cym" in languages() else "eng"
    try:
        done = subprocess.run(
            [PROGRAM, "stdin", "stdout", "--psm", "11", "-l", chosen, "tsv"],
            input=picture,
            capture_output=True,
            timeout=READ_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return words_of_table(done.stdout.decode("utf-8", errors="replace"), width)


def words_of_table(table: str, width: float) -> tuple[Word, ...]:
    """Return the words of Tesseract's table that it is sure of, and that are words."""
    found = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            continue
        text = cells[TEXT].strip(" .,;:!?|()[]{}\"'“”‘’*_-—–")
        if len(WORD.findall(text)) < LEAST_LETTERS or not VOWEL.search(text):
            continue
        try:
            sure, height = float(cells[SURE]), float(cells[HEIGHT])
        except ValueError:
            continue
        if sure >= LEAST_SURE:
            found.append(Word(text, height / width))
    return tuple(found[:MOST_WORDS])


def _readable(content: bytes) -> tuple[bytes, int]:
    """Return the picture in grey as a BMP of bounded size, and its width."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too large")
        image.draft("RGB", (MOST_EDGE, MOST_EDGE))  # JPEG: the smaller one is cheaper to read
        whole = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    if whole.mode == "RGBA":
        ground = Image.new("RGBA", whole.size, "white")
        whole = Image.alpha_composite(ground, whole)
    grey = whole.convert("L")
    grey.thumbnail((MOST_EDGE, MOST_EDGE))
    written = io.BytesIO()
    grey.save(written, "BMP")
    return written.getvalue(), grey.width
