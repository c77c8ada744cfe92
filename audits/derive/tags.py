"""The tags of a page as it was sent, before a browser has mended them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A tag without the quotation marks of its attributes being mistaken for its end.
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]{0,50})(?>[^>"']++|"[^"]*+"|'[^']*+')*+>""")
RAW = {  # what ends an element that has no tags inside
    name: re.compile(rf"</{name}", re.IGNORECASE)
    for name in "script style textarea title xmp iframe noembed noframes plaintext".split()
}
LONGEST_TAG = 5000  # characters
MOST_TAGS = 100_000
MOST_BROKEN = 2_000  # signs that begin no tag: each costs a look at what follows


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    is_end: bool


def tags_of(source: str) -> Iterator[Tag]:
    """Yield the tags in their order, without those in comments, scripts and styles."""
    at, count, broken = 0, 0, 0
    while count < MOST_TAGS and broken < MOST_BROKEN and (at := source.find("<", at)) >= 0:
        if source.startswith("<!--", at):
            end = source.find("-->", at + len("<!--"))
            if end < 0:
                return
            at = end
            continue
        found = TAG.match(source, at, at + LONGEST_TAG)
        if found is None:
            at += 1
            broken += 1
            continue
        count += 1
        name = found[2].lower()
        yield Tag(name, is_end=bool(found[1]))
        at = found.end()
        if name in RAW and not found[1]:
            closing = RAW[name].search(source, at)
            if closing is None:
                return
            at = closing.start()
