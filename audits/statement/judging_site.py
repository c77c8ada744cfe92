"""The checks of a statement that ask where it stands: found, linked, one page, which hosts."""

import re

from audits.derive.hosts import registrable
from audits.statement.judging import (
    Case,
    Verdict,
    ask,
    judges,
    met,
    not_applicable,
    not_met,
    not_seen,
)
from audits.statement.parts import TITLE_WORDING, title_wording
from audits.statement.sections import MANDATORY, MODELS
from audits.statement.wording import heading_words, plain

ENOUGH_PAGES = 0.95  # of all pages have to link to the statement
SHORT_NAME = 4  # letters of a host's name that count as a name
MOST_LISTED = 8
SMALL_WORDS = frozenset(
    "the of and for council borough city county district town parish community metropolitan "
    "royal london website site cyngor sir".split()
)


def _listed(values: tuple[str, ...] | list[str]) -> str:
    """Return the first eight of some values in a row, and how many more there are."""
    shown = ", ".join(values[:MOST_LISTED])
    left = len(values) - MOST_LISTED
    return f"{shown} and {left} more" if left > 0 else shown


@judges("S01")
def s01(case: Case) -> Verdict:
    around = case.around
    if around.kind == "missing":
        if not around.is_whole:
            return not_seen("No statement was found, but not the whole site was read.")
        return not_met(
            "No page of the site is an accessibility statement, as far as links and titles tell.",
            "Publish a page called “Accessibility statement” and link to it in the footer.",
        )
    if around.kind == "document":
        return not_met(
            "The only statement that people find is a file, not a page.",
            "Publish the statement as a web page of the site.",
        )
    if around.kind == "elsewhere":
        return ask(
            f"The link to the statement leads to another site: does that statement cover "
            f"{case.site}?"
        )
    more = ""
    if around.others:
        told = _listed(around.others)
        more = f" Other pages are statements too: {told}. Say in each what it is for."
    return met(f"People find it by: {around.found_by or 'its title'}.{more}")


@judges("S02")
def s02(case: Case) -> Verdict:
    there = [part for part in MANDATORY if part in case.statement.headings]
    lacking = [MODELS[part].words for part in MANDATORY if part not in case.statement.headings]
    if case.around.kind == "statement":
        return met(f"{len(there)} of its 5 main parts have a heading.")
    return not_met(
        f"The page is about accessibility and is no statement: {len(there)} of 5 main parts have "
        "a heading.",
        "Write the missing parts under these headings: " + "; ".join(lacking) + ".",
        case.statement.heading,
    )


@judges("S03")
def s03(case: Case) -> Verdict:
    title, heading = case.around.page_title, case.statement.heading
    wordings = {title_wording(title), "exact" if _is_title(heading) else title_wording(heading)}
    quote = heading if title == heading else f"{title} / {heading}"
    write = f"Use “Accessibility statement for {case.site}” as title and as main heading."
    if wordings == {"exact"}:
        return Verdict("exact", "Title and main heading have the words of the model.", quote)
    if "missing" in wordings:
        return Verdict(
            "missing",
            "The title or the main heading does not say that this is the accessibility statement.",
            quote,
            write,
            is_fault=True,
        )
    return Verdict(
        "reworded", "Title or main heading say it in other words.", quote, write, is_fault=True
    )


def _is_title(heading: str) -> bool:
    return TITLE_WORDING.match(heading_words(heading)) is not None


@judges("S07")
def s07(case: Case) -> Verdict:
    if case.around.kind == "document":
        return not_met(
            "The statement is a file to download.",
            "Publish the same words as a web page. Keep the file beside it at most.",
            case.statement.urls[0] if case.statement.urls else "",
        )
    return met("The statement is a web page.")


@judges("S08")
def s08(case: Case) -> Verdict:
    around = case.around
    if around.is_linked_home is None or not around.pages:
        return not_seen("The home page was not read.")
    share = around.linking_pages / around.pages
    told = f"{around.linking_pages} of {around.pages} pages link to the statement"
    if around.is_linked_home and share >= ENOUGH_PAGES:
        return met(f"{told}, the home page too.")
    lacking = (
        f" Without a link are, for example: {_listed(around.lacking)}." if around.lacking else ""
    )
    home = "" if around.is_linked_home else " The home page does not."
    return not_met(
        f"{told}.{home}{lacking}",
        "Put a link “Accessibility statement” into the footer of every page.",
    )


@judges("S09")
def s09(case: Case) -> Verdict:
    pages = {found.page for part, found in case.statement.headings.items() if part in MANDATORY}
    if len(pages) > 1:
        return not_met(
            f"The parts of the statement stand on {len(case.statement.urls)} pages.",
            "Put all parts on one page, with headings to jump to.",
            _listed(case.statement.urls),
        )
    return met("All parts that it has stand on one page.")


@judges("S44")
def s44(case: Case) -> Verdict:
    scope = case.statement.scope
    if not scope:
        return not_applicable("The statement names no scope: see S06.")
    if names_site(scope, case.around.host, case.around.site_title):
        return met("The scope names this site.", scope)
    return not_met(
        "The scope names neither the address nor the name of this site.",
        f"This accessibility statement applies to {case.around.host}.",
        scope,
    )


def names_site(scope: str, host: str, title: str) -> bool:
    """Whether a scope names a site: by its host, its name, or the name its host begins with."""
    said = plain(scope)
    bare = host.lower().removeprefix("www.")
    own = registrable(f"https://{host}/")
    if bare in said or own in said:
        return True
    squashed = re.sub(r"[^a-z0-9]", "", said)
    label = own.split(".")[0]
    if len(label) >= SHORT_NAME and re.sub(r"[^a-z0-9]", "", label) in squashed:
        return True
    name = re.sub(r"\([^)]*\)", " ", plain(title))
    words = [word for word in re.findall(r"\w+", name) if word not in SMALL_WORDS]
    return bool(words) and "." not in title and all(word in said for word in words)


@judges("S10")
def s10(case: Case) -> Verdict:
    left = [each for each in case.around.hosts if not each.is_named]
    if not case.around.hosts:
        return not_applicable("The crawl met no other host of the organisation and no hand-off.")
    if not left:
        return met("The statement names every other host that the crawl met.")
    return ask(
        f"The statement does not name {_listed([each.host for each in left])}: are they in its "
        f"scope, "
        "or do they have a statement of their own?",
        case.statement.scope,
        "Name each site and system that the statement covers, and link to the statements of the "
        "others.",
    )


@judges("X02")
def x02(case: Case) -> Verdict:
    failures = case.around.own_failures
    if not failures:
        return met("No automatic test fails on the page itself; people still have to test it.")
    return not_met(
        f"Tests fail on the page itself: {_listed(failures)}.",
        "Mend the page of the statement first.",
    )


@judges("X04")
def x04(case: Case) -> Verdict:
    around = case.around
    if around.broken:
        return not_met(
            f"Links in the statement are broken: {_listed(around.broken)}.",
            "Correct or remove them.",
        )
    if around.unchecked:
        return not_seen(f"Nobody could check {_listed(around.unchecked)}.")
    return met("The links that the statement has work.")


@judges("X06")
def x06(case: Case) -> Verdict:
    if "cy" not in case.profile.statement.languages:
        return not_applicable("The law of this site does not ask for Welsh.")
    if case.statement.language == "cy":
        return met("The statement itself is in Welsh.")
    if case.around.welsh is None:
        return not_met(
            "No Welsh version of the statement was found.",
            "Publish the statement in Welsh too, and link both ways at the top.",
        )
    url, welsh = case.around.welsh
    dated = case.statement.latest("reviewed") or case.statement.latest("prepared")
    if dated and welsh and welsh < dated.date.day:
        return not_met(
            "The Welsh version carries an older date than the English one.",
            "Bring the Welsh version up to date, with the same date of review.",
            url,
        )
    return met("There is a Welsh version, and its date is not older.", url)
