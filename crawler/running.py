"""A night from its plan to its end, with Scrapy, and what the terminal says of it."""

import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.stopping import stop_in_order

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from crawler.night import Night, Plan


def run_night(plan: "Plan", settings: "Settings") -> "Night":
    """Run Scrapy to the end of the run and return what it leaves."""
    from scrapy.crawler import AsyncCrawlerProcess
    from twisted.logger import globalLogBeginner

    from crawler.spiders.site import SiteSpider

    warnings.simplefilter("ignore")  # of libraries, to people who can't mend them
    process = AsyncCrawlerProcess(settings)
    # Twisted prints every certificate that it refuses, with a traceback; we record the reason
    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").setLevel(logging.CRITICAL + 1)
    logging.getLogger("scrapy.downloadermiddlewares.httpcompression").setLevel(logging.ERROR)
    scrapy_crawler = process.create_crawler(SiteSpider)
    task = process.crawl(scrapy_crawler, plan=plan)
    process.start()
    stop_in_order()  # Scrapy's own handlers hear nothing any more
    if task.done() and not task.cancelled() and (error := task.exception()) is not None:
        raise error
    spider = scrapy_crawler.spider
    assert isinstance(spider, SiteSpider)
    return spider.night


def summary(run: dict[str, Any], record: Path, out: Path | None) -> str:
    """Return what became of a run, and where its record and its report are."""
    state = "Done" if run["status"] == "done" else f"Done in part ({run['reason']})"
    pages = "page" if run["pages_audited"] == 1 else "pages"
    carried = f" ({run['pages_carried']} carried over unchanged)" if run["pages_carried"] else ""
    return (
        f"{state}: {run['pages_audited']} {pages} audited{carried} in {run['seconds']:.0f} s, "
        f"{run['pages_error']} with errors.\nRecord: {record.resolve()}\nReport: "
        + (f"{(out / 'index.html').resolve()}" if out else "not built; dropkerb report does it")
    )
