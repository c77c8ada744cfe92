"""A paper as a file: HTML that prints to A4, or ODT for a word processor."""

from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import Markup

from reports.drafts import odt
from reports.paper import Paper
from reports.render import environment

STYLE = Path(__file__).parent / "paper.css"


def write_html(paper: Paper, path: Path, *, is_one_page: bool = False, back: str = "") -> None:
    """Write one file of HTML that needs nothing else; with `back`, a link to the report's page."""
    template = environment().get_template("_paper.html")
    style = STYLE.read_text(encoding="utf-8")
    html = template.render(
        paper=paper,
        style=Markup(style),  # noqa: S704 (ours)
        is_one_page=is_one_page,
        back=back,
    )
    path.write_text(html, encoding="utf-8", errors="replace")


FORMATS: Mapping[str, Callable[..., None]] = {"html": write_html, "odt": odt.write}
