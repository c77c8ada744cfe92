"""What comes from npm: the engines, found or asked for, and the pronouncing dictionary for NLTK.

`python -m crawler.provision` puts the dictionary where NLTK looks for it.
"""

import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from crawler.browser_settings import IBM_PACKAGE, BrowserError, axe_version, ibm_version

log = logging.getLogger("dropkerb")

AXE = Path("axe-core/axe.min.js")
IBM = Path(IBM_PACKAGE) / "ace.js"
OLDEST_AXE = (4, 10)  # older ones lack rules, and name some of them otherwise
DICTIONARY = Path("cmu-pronouncing-dictionary/index.js")
LEAST_WORDS = 100_000  # of 134,000 or so; fewer means that the file is broken or of another form
ENTRY = re.compile(r'\s*("[^"\\]+"): ("[^"\\]+"),?\s*')
VARIANT = re.compile(r"(.+)\((\d+)\)")


class ProvisionError(BrowserError):
    """Something from npm is missing or cannot be put in its place; says how to mend it."""


def node_modules() -> list[Path]:
    """Return the folders in which npm's packages may be, the nearest first."""
    return [
        Path.cwd() / "node_modules",
        Path(__file__).resolve().parents[1] / "node_modules",  # of the checkout
        Path(sys.prefix) / "share/dropkerb/node_modules",
    ]


def axe_or_complain(configured: str = "") -> Path:
    """Return the path of axe-core's script: the configured one, or the first that is found.

    Raises ProvisionError with the command that installs it.
    """
    if configured:
        path = Path(configured).expanduser()
        if not path.is_file():
            raise ProvisionError(
                f"DROPKERB_AXE_PATH names {path}, but there is no such file; set it to axe.min.js "
                "of axe-core, or unset it."
            )
    else:
        path = _found(AXE) or _complain("axe-core", "npm install axe-core@4.14")
    version = axe_version(path)
    if is_old_axe(version):
        log.warning(
            "axe-core %s at %s is old, and misses rules; npm install axe-core@4.14", version, path
        )
    return path.resolve()


def ibm_or_complain(configured: str = "") -> Path:
    """Return the path of IBM's engine: the configured one, or the first that is found.

    Raises ProvisionError with the command that installs it.
    """
    if configured:
        path = Path(configured).expanduser()
        if not path.is_file():
            raise ProvisionError(
                f"DROPKERB_IBM_PATH names {path}, but there is no such file; set it to ace.js of "
                f"{IBM_PACKAGE}, or unset it."
            )
    else:
        path = _found(IBM) or _complain("IBM's engine", f"npm install {IBM_PACKAGE}@4.0")
    ibm_version(path)
    return path.resolve()


def is_old_axe(version: str) -> bool:
    """Whether this version of axe-core is older than what our rules were tried with."""
    major, minor, *_ = (*map(int, version.split(".")), 0)
    return (major, minor) < OLDEST_AXE


def _found(name: Path) -> Path | None:
    return next((path for folder in node_modules() if (path := folder / name).is_file()), None)


def _complain(title: str, command: str) -> Path:
    raise ProvisionError(
        f"{title} was not found in node_modules; install it with: {command} "
        "(script/bootstrap does that too)"
    )


def dictionary_path() -> Path:
    """Return where NLTK of this Python looks for the CMU pronouncing dictionary."""
    return Path(sys.prefix) / "share/nltk_data/corpora/cmudict/cmudict"


def install_dictionary() -> tuple[Path, int, bool]:
    """Write the dictionary in NLTK's form; return its path, its entries, and if it was written.

    Raises ProvisionError when npm's package is missing or broken, or the place is not writable.
    """
    source = _found(DICTIONARY) or _complain(
        "The pronouncing dictionary", "npm install cmu-pronouncing-dictionary@3"
    )
    lines = [f"{word} {variant} {sounds}\n" for word, variant, sounds in read_dictionary(source)]
    if len(lines) < LEAST_WORDS:
        raise ProvisionError(
            f"{source} has only {len(lines)} words that can be read; install it anew with: "
            "npm install cmu-pronouncing-dictionary@3"
        )
    target, content = dictionary_path(), "".join(lines).encode("utf-8")
    try:
        if target.is_file() and target.read_bytes() == content:
            return target, len(lines), False
        _write_whole(target, content)
    except OSError as error:
        raise ProvisionError(
            f"The pronouncing dictionary cannot be written to {target} ({error.strerror}); run "
            "script/bootstrap as the user who owns the virtual environment."
        ) from error
    return target, len(lines), True


def read_dictionary(source: Path) -> Iterator[tuple[str, int, str]]:
    """Yield word, number of the variant and sounds of each entry of npm's package."""
    for line in source.read_text(encoding="utf-8").splitlines():
        if (entry := ENTRY.fullmatch(line)) is None:
            continue
        word, sounds = json.loads(entry[1]), json.loads(entry[2])
        varied = VARIANT.fullmatch(word)
        name, variant = (varied[1], int(varied[2])) if varied else (word, 1)
        yield name.upper(), variant, sounds.partition("#")[0].strip()  # some carry a remark


def _write_whole(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".cmudict-")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        written.chmod(0o644)
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def main() -> int:
    """Put the dictionary in its place and say so in a line."""
    try:
        path, entries, is_new = install_dictionary()
    except ProvisionError as error:
        print(f"dropkerb: {error}", file=sys.stderr)  # noqa: T201 (a command)
        return 3
    state = "written to" if is_new else "is up to date at"
    print(f"The pronouncing dictionary ({entries:,} entries) {state} {path}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
