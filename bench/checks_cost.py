"""What all checks cost in the browser, beside axe alone on the same pages.

    script/bench checks_cost [--pages 60]

Warm browsers load the pages and run axe (the floor); then the pages are crawled with everything
on: axe, the second engine, and all that is found out by trying pages out; then the floor again.
Told are the browsers' processor time and the clock a page, and both as multiples of the floor's.
Needs what bench/browser_floor.py needs.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
from _generated_site import complaint, generated_site  # noqa: E402
from browser_floor import floor, ours  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--drivers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if said := complaint():
        print(said)
        return
    with generated_site(asked.pages) as site:
        floors = [floor(site, asked.pages, asked.drivers)]
        crawl = ours(site, asked.drivers, tries_out=True)
        floors.append(floor(site, asked.pages, asked.drivers))
    cpu = statistics.mean(each["browser_cpu_s_per_page"] for each in floors)
    speed = statistics.mean(each["pages_per_s"] for each in floors)
    print(f"pages      {crawl['pages']}, {crawl['pages_error']} of them errors")
    print(f"axe alone  {cpu:.3f} s of processor time a page, {1 / speed:.3f} s by clock")
    print(f"all checks {crawl['browser_cpu_s_per_page']:.3f} s, {1 / crawl['pages_per_s']:.3f} s; "
          f"ours besides {crawl['our_cpu_s_per_page']:.3f} s")  # fmt: skip
    print(f"ratio      {crawl['browser_cpu_s_per_page'] / cpu:.2f} of processor time, "
          f"{speed / crawl['pages_per_s']:.2f} by clock")  # fmt: skip


if __name__ == "__main__":
    main()
