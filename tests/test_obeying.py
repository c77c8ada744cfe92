"""Every reader of findings obeys what people decided; nobody edits this file to add a reader."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
READS = re.compile(r"\b(?:FROM|JOIN)\s+(?:main\.)?findings\b", re.IGNORECASE)
TOLD = re.compile(r"\bset_aside\b|\btriage_id\b")  # left out, or told with the decision
# What writes findings, or keeps them as they are, and views that m018_triage teaches to obey.
KEEPERS = {
    "crawler/store/invariants.py": "asks whether findings are sound, not which to mend",
    "crawler/store/judgements.py": "writes what audits found, whatever people think of it",
    "crawler/store/migrations.py": "its views are tested one by one",
    "crawler/store/retention.py": "removes what is ended and old, whatever people decided",
    "crawler/store/triage.py": "puts decisions on findings",
    "crawler/store/undo.py": "takes a run back",
    "crawler/store/views.py": "m018_triage changes them",
    "reports/exports/evidence.py": "each finding of the pack stands with the decision on it",
}
FILES = sorted([*ROOT.glob("crawler/**/*.py"), *ROOT.glob("reports/**/*.py")])


def texts(source):
    """Give each string of a file with its line; pieces of an f-string belong together."""
    tree = ast.parse(source)
    inner = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
            inner.update(map(id, pieces))
            names = [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]
            yield node.lineno, " ".join([*(str(each.value) for each in pieces), *names])
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.lineno, node.value


def test_every_reader_leaves_out_what_is_set_aside_or_says_which():
    deaf = [
        f"{name}:{line}"
        for file in FILES
        if (name := str(file.relative_to(ROOT))) not in KEEPERS
        for line, text in texts(file.read_text("utf-8"))
        if READS.search(text) and not TOLD.search(text)
        if "counts" not in text.split()  # a name in the text stands for the condition
    ]
    assert deaf == [], "findings are read here without a word on set_aside"
