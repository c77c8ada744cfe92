"""Turn a page's context into a file, by the template that belongs to it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import wording
from reports.charts import bar
from reports.contexts import TEMPLATES, Context, SiteList
from reports.paper import as_data, parts

FOLDER = Path(__file__).parent / "templates"
SAY_EVERY = 50  # files between two calls of the progress function


@cache
def environment() -> Environment:
    """Return the templates, compiled as they are first used; everything is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = "number brief count day day_and_time duration size short path_of sentence "
    names += "part unended linked paragraphs ordinal"
    made.filters.update({name: getattr(wording, name) for name in names.split()})
    made.filters.update({"blanks": parts, "as_data": as_data})
    made.tests["web"] = wording.is_web
    made.globals["bar"] = bar
    return made


def fragment(template: str, **values: Any) -> Markup:
    """Return a part of a page that many pages share."""
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 - escaped there


@dataclass
class Tally:
    """How many pages were written, and how many there will be."""

    progress: Callable[[int, int], None]
    written: int = 0
    expected: int = 0

    def one_more(self) -> None:
        self.written += 1
        if self.written % SAY_EVERY == 0:
            self.progress(min(self.written, self.expected), self.expected)


class Writer:
    """Writes pages into a folder and counts them."""

    def __init__(self, folder: Path, progress: Callable[[int, int], None]) -> None:
        self.folder = folder
        self.tally = Tally(progress)

    def inside(self, name: str) -> "Writer":
        """Return a writer for a folder inside this one; both count together."""
        inner = Writer(self.folder / name, self.tally.progress)
        inner.folder.mkdir()
        inner.tally = self.tally
        return inner

    def copy(self, static: Path) -> None:
        """Put the style sheet beside the pages."""
        shutil.copytree(static, self.folder, dirs_exist_ok=True)

    def write_bytes(self, content: bytes, file: str) -> None:
        """Write something that is no page."""
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def write(self, context: Context | SiteList, file: str) -> None:
        """Write one page."""
        html = environment().get_template(TEMPLATES[type(context)]).render(vars(context))
        path = self.folder / file
        with path.open("w", encoding="utf-8", errors="replace") as stream:
            stream.write(html)
        self.tally.one_more()
