"""Time and memory of a report on 5,000 audited pages (or as many as you say).

    .venv/bin/python bench/report_build.py [pages]

The made-up record is kept in the temporary folder and used again.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/reports")]
from synthetic_record import make  # noqa: E402 (shared with the tests)

BUILD = """
import resource, sys
from pathlib import Path
from reports.build import build
built = build(Path(sys.argv[1]), Path(sys.argv[2]))
print(built.pages, built.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    folder = Path(tempfile.gettempdir()) / "dropkerb-bench"
    folder.mkdir(exist_ok=True)
    record = folder / f"report-{pages}.db"
    if not record.exists():
        draft = record.with_suffix(".draft")
        for left in folder.glob(f"{draft.name}*"):
            left.unlink()
        make(draft, pages=pages).rename(record)
    out = folder / f"report-{pages}"
    command = [sys.executable, "-c", BUILD, str(record), str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    written, seconds, megabytes = map(float, done.stdout.split())
    files = [file for file in out.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files) / 1e6
    cores = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"record          {record.stat().st_size / 1e6:.0f} MB, {pages} audited pages")
    print(f"report          {seconds:.1f} s, peak {megabytes:.0f} MB of memory")
    print(f"processor time  {cores.ru_utime + cores.ru_stime:.1f} s")
    print(f"written         {written:.0f} HTML pages, {len(files)} files, {total:.0f} MB")


if __name__ == "__main__":
    main()
