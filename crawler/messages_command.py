"""`dropkerb messages`, and the messages at the end of a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.exits import DONE, FAILED, FORESEEN, Stop
from crawler.options import out_option, record_option, sites_option
from crawler.plain import printable
from crawler.store.record import read_record

if TYPE_CHECKING:
    from crawler.messages import Digest, Sent
    from crawler.sites import Site

CODES = """
\b
Exit codes:
  0  done; also when there was nothing to tell
  3  failed: wrong input, or a message did not reach its reader
"""


@click.command(epilog=CODES)
@click.argument("sites", metavar="[SITE]...", nargs=-1)
@record_option
@out_option
@sites_option("The file that says who is told of what.", "sites_file")
@click.option("--dry-run", is_flag=True, help="Print what would be sent; send nothing.")
@click.option("--test", "is_test", is_flag=True, help="Send each reader a message to try it out.")
def messages(
    sites: tuple[str, ...],
    record: Path,
    out: Path,
    sites_file: Path,
    *,
    dry_run: bool,
    is_test: bool,
) -> int:
    """Tell readers what the last run brought; a crawl does so by itself when it ends.

    Who is told of what stands in sites.toml. Nothing is sent when nothing changed that a reader
    cares about. Addresses and passwords come from the environment.

    \b
    Examples:
      dropkerb messages --dry-run
      dropkerb messages example --test
    """
    from crawler.messages import digests, last_run
    from crawler.news import news_of
    from crawler.sites import load_sites

    known = load_sites(sites_file)
    chosen = [_named(known, name, sites_file) for name in sites] or list(known.values())
    if not any(site.messages for site in chosen):
        raise Stop(f"{sites_file} names no readers; add [sites.NAME.messages.READER] to it.")
    report = out.resolve() / "index.html"
    made: list[tuple[Site, Digest]] = []
    if is_test:
        made = [(site, each) for site in chosen for each in _trials(site)]
    else:
        db = read_record(record)
        try:
            for site in chosen:
                run = last_run(db, site.name)
                pieces = news_of(db, run) if run else []
                made += [(site, each) for each in digests(site, pieces, report)]
        finally:
            db.close()
    return _print(made) if dry_run else _send(made)


def _named(known: "dict[str, Site]", name: str, sites_file: Path) -> "Site":
    if name not in known:
        raise Stop(f"{sites_file} has no site called {name!r}; it has: {', '.join(sorted(known))}.")
    return known[name]


def _trials(site: "Site") -> "list[Digest]":
    from crawler.messages import Digest, harmless
    from crawler.readers import ABOUT

    title = harmless(site.title or site.name)
    return [
        Digest(
            name,
            f"{title}: a message to try it out",
            "You will be told of:\n" + "\n".join(f"- {ABOUT[each]}" for each in reader.about),
        )
        for name, reader in site.messages.items()
    ]


def _print(made: "list[tuple[Site, Digest]]") -> int:
    for site, digest in made:
        said = f"To {digest.reader} of {site.name}: {digest.subject}\n\n{digest.text}\n"
        click.echo(printable(said))
    if not made:
        click.echo("Nothing changed that a reader cares about.")
    return DONE


def _send(made: "list[tuple[Site, Digest]]") -> int:
    from crawler.messages import send

    results = [send(site.messages, digest) for site, digest in made]
    for sent in results:
        _tell(sent, is_error=bool(sent.problem))
    if not made:
        click.echo("Nothing changed that a reader cares about.")
    return FAILED if any(sent.problem for sent in results) else DONE


def _tell(sent: "Sent", *, is_error: bool) -> None:
    said = f"Message to {sent.reader}: {sent.problem or 'sent.'}"
    click.echo(printable(said), err=is_error)


@contextmanager
def telling(site: "Site", record: Path, out: Path) -> Iterator[None]:
    """Tell the readers of a site what its run brought, or that it failed, however it ends.

    A run that was interrupted has no news: the next start goes on with it.
    """
    began = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        yield
    except (Stop, *FORESEEN) as error:
        if site.messages:
            _tell_failure(site, str(error))
        raise
    if not site.messages:
        return
    from crawler.messages import send_news

    for sent in send_news(site, record, out.resolve() / "index.html", ended_since=began):
        _tell(sent, is_error=True)


def _tell_failure(site: "Site", why: str) -> None:
    from crawler.messages import digests, send
    from crawler.news import Piece

    for digest in digests(site, [Piece("failed", (why,))], None):
        _tell(send(site.messages, digest), is_error=True)
