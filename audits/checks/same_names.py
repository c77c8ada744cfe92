"""The same thing has the same name on every page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from audits.derive.compared import as_far_as_seen
from audits.derive.document import cut
from audits.derive.menus import BUTTON, FINDER, SiteMenus
from audits.derive.names import bare
from audits.derive.site import SitePage
from audits.model import (
    Finding,
    Impact,
    Outcome,
    Status,
    needs_review,
    not_applicable,
    passed,
)
from audits.registry import audit

FEWEST_PAGES = 3  # that use the usual name
WORD = re.compile(r"\w+")
HOME = re.compile(
    r"/(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w+)?)?/?", re.IGNORECASE
)
# Ways on from a page: where they lead differs, and so does the name of the page they lead to.
STEP = re.compile(
    r"(?:next|prev|previous|up|back|forward|first|last|top|contents|continue|nesaf|blaenorol)"
    r"(?: .*)?"
)
MOST_FINDINGS = 10  # of one page

Key = tuple[str, str, str]  # language of the page, region, address
Set = tuple[str, tuple[int, ...]]  # the language of a page, and the menus on it
Names = dict[Key, tuple[str, ...]]


@audit(
    title="The same thing has the same name on every page",
    failure_title="The same thing may have another name from page to page",
    category="accessibility",
    scope="site",
    requirements=("wcag:3.2.4",),
    certainty="needs review",
)
def same_names(
    pages: Mapping[str, SitePage],
    menus: SiteMenus,
    home: str,
    is_complete: bool,  # noqa: FBT001 (an artefact, handed over by name)
) -> Mapping[str, Outcome]:
    """The same thing has the same name on every page.

    ## Why it matters
    The button says "Search" on one page and "Go" on the next. Those who see the same place and look
    know it again; those who listen take it for something new.

    ## Who is hurt
    People who use a screen reader, people who speak commands to their computer, and people who find
    it hard to learn new words.

    ## What it checks
    Links to the same address, and buttons of the same form, in menus, headers and footers. Pages of
    the same language should call them the same. It reports a page that has only another name, which
    shares no word with the name on most pages. A person decides whether both are clear. It leaves
    out links to the home page.

    ## How to fix
    Use one name for each service, in the template and in each menu made by hand.

    ## Source
    WCAG 2.2, success criterion 3.2.4 Consistent Identification (level AA), technique G197, failure
    technique F31.
    """
    alike: dict[Set, Names] = {}  # most pages share their menus
    count: Counter[Set] = Counter()
    sets = {
        url: _set(pages[url], numbers) for url, numbers in menus.on_pages.items() if url in pages
    }
    for each in sets.values():
        if each not in alike:
            alike[each] = _names(each, menus, home)
        count[each] += 1
    usual = _usual(alike, count)
    said = {each: _outcome(names, usual) for each, names in alike.items()}
    nothing = not_applicable("no links in menus, header or footer")
    outcomes = {url: said[sets[url]] if url in sets else nothing for url in pages}
    return as_far_as_seen(outcomes, is_complete=is_complete)


def _set(page: SitePage, numbers: tuple[int, ...]) -> Set:
    return page.language.lower().partition("-")[0], numbers


def _outcome(names: Names, usual: Mapping[Key, tuple[str, int]]) -> Outcome:
    if not names:
        return not_applicable("no links in menus, header or footer")
    findings = list(_odd(names, usual))[:MOST_FINDINGS]
    return needs_review(*findings) if findings else passed()


def _names(of: Set, menus: SiteMenus, home: str) -> Names:
    """The names of each address in each region of a page."""
    found: dict[Key, list[str]] = defaultdict(list)
    code, numbers = of
    for menu in map(menus.menus.__getitem__, numbers):
        if menu.region == FINDER:
            continue
        for address, name in menu.items:
            if address != home and not _is_home(address):
                found[code, menu.region, address].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _is_home(address: str) -> bool:
    if address.startswith((BUTTON, "mailto:", "tel:")):
        return not address.startswith(BUTTON)  # numbers are written as people like
    try:
        return bool(HOME.fullmatch(urlsplit(address).path or "/"))
    except ValueError:
        return True


def _usual(alike: Mapping[Set, Names], count: Mapping[Set, int]) -> dict[Key, tuple[str, int]]:
    """The name that most pages use, with how many these are."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for each, names in alike.items():
        for key, said in names.items():
            counts[key].update(dict.fromkeys(said, count[each]))
    return {key: found.most_common(1)[0] for key, found in counts.items()}


def _odd(names: Names, usual: Mapping[Key, tuple[str, int]]) -> Iterator[Finding]:
    for key, said in names.items():
        name, count = usual[key]
        if count < FEWEST_PAGES or any(_are_alike(each, name) for each in said):
            continue
        if any(STEP.fullmatch(bare(each)) for each in (*said, name)):
            continue
        what = "button" if key[2].startswith(BUTTON) else "link"
        message = (
            f"The {what} “{cut(said[0], 60)}” has the name “{cut(name, 60)}” on most pages. "
            "Do people know that it is the same?"
        )
        yield Finding(
            message,
            region=key[1],
            subject=f"{cut(said[0], 60)}: {cut(name, 60)}",
            impact=Impact.MINOR,
            status=Status.NEEDS_REVIEW,
        )


def _are_alike(one: str, other: str) -> bool:
    words, others = (WORD.findall(bare(each)) for each in (one, other))
    if not words or not others or set(words) & set(others):
        return True
    return "".join(words) == "".join(others)  # login, log in
