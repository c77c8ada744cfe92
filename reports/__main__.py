"""`python -m reports record.db out/`: build the report without the rest of Dropkerb."""

import argparse
import sys
from pathlib import Path

from reports.build import ReportError, build


def main() -> int:
    """Build the report, say where it is; a foreseen mistake is one sentence and exit code 3."""
    parser = argparse.ArgumentParser(prog="python -m reports", description=__doc__)
    parser.add_argument("record", type=Path, help="the record: one SQLite file")
    parser.add_argument("out", type=Path, help="folder for the report")
    parser.add_argument("--site", help="only this site, when the record holds several")
    asked = parser.parse_args()
    try:
        built = build(asked.record, asked.out, site=asked.site)
    except ReportError as error:
        sys.stderr.write(f"dropkerb: {error}\n")
        return 3
    sys.stdout.write(f"Report: {built.index} ({built.pages} pages in {built.seconds:.1f} s)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
