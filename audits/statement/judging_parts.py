"""The checks of a statement's headings, dates, contacts and enforcement."""

import re
from datetime import date

from audits.statement.dates import told_day
from audits.statement.judging import (
    WARN_DAYS,
    Case,
    Verdict,
    ask,
    counted,
    judges,
    met,
    not_applicable,
    not_met,
)
from audits.statement.parts import (
    ECNI,
    EHRC,
    HOW,
    METHOD,
    RESPONSE,
    Contacts,
    contacts_of,
    placeholders_of,
)
from audits.statement.sections import MODELS, FoundHeading, Part
from audits.statement.timing import Dated
from audits.statement.wording import Wording, plain

PREPARED = re.compile(
    r"this (?:accessibility )?statement was (?:first )?prepared on (?:[a-z]+day )?\d{1,2} "
    r"[a-z]+ \d{4}"
)
REVIEWED = re.compile(
    r"\b(?:it|this (?:accessibility )?statement) was last reviewed on (?:[a-z]+day )?\d{1,2} "
    r"[a-z]+ \d{4}"
)
TESTED = re.compile(r"\btest|\baudit|\bassess|\bevaluat|\bprof|\bprawf")
EASS_HOST = "equalityadvisoryservice.com"
MOST_READABLE = 9  # years of school that a text for everybody should need at most


def _heading(case: Case, part: Part) -> FoundHeading | None:
    return case.statement.headings.get(part)


def _present(case: Case, part: Part) -> Verdict:
    found = _heading(case, part)
    words = MODELS[part].words
    if found is None:
        return Verdict(
            "missing",
            f"No heading says “{words}”, in these or other words.",
            write=f"Put this part under the heading “{words}”.",
            is_fault=True,
        )
    if found.is_bold:
        return Verdict(
            "reworded",
            "The words stand in bold. A screen reader does not find them as a heading.",
            found.text,
            f"Make “{words}” a real heading.",
            is_fault=True,
        )
    if found.wording == "exact":
        return Verdict("exact", "The heading is there.", found.text)
    return Verdict("reworded", "The heading is there in other words.", found.text)


def _words(case: Case, part: Part) -> Verdict:
    found = _heading(case, part)
    words = MODELS[part].words
    if found is None:
        return not_applicable("There is no such heading.")
    if found.wording == "exact":
        return Verdict("exact", "The heading has the words of the model.", found.text)
    return Verdict(
        "reworded",
        "The heading has other words than the model.",
        found.text,
        f"Call it “{words}”.",
        is_fault=True,
    )


def _is_full(case: Case) -> bool:
    return case.statement.claim == "fully"


@judges("S11")
def s11(case: Case) -> Verdict:
    return _present(case, "compliance")


@judges("S12")
def s12(case: Case) -> Verdict:
    return _words(case, "compliance")


@judges("S15")
def s15(case: Case) -> Verdict:
    if _is_full(case) and _heading(case, "non-accessible") is None:
        return not_applicable("A statement that claims full compliance needs no such list.")
    return _present(case, "non-accessible")


@judges("S16")
def s16(case: Case) -> Verdict:
    return _words(case, "non-accessible")


@judges("S25")
def s25(case: Case) -> Verdict:
    return _present(case, "preparation")


@judges("S26")
def s26(case: Case) -> Verdict:
    return _words(case, "preparation")


@judges("S34")
def s34(case: Case) -> Verdict:
    return _present(case, "feedback")


@judges("S35")
def s35(case: Case) -> Verdict:
    return _words(case, "feedback")


@judges("S37")
def s37(case: Case) -> Verdict:
    return _present(case, "enforcement")


@judges("S38")
def s38(case: Case) -> Verdict:
    return _words(case, "enforcement")


def _future(case: Case, dated: Dated) -> str:
    return " It lies in the future." if dated.date.day > case.around.today else ""


@judges("S27")
def s27(case: Case) -> Verdict:
    dated = case.statement.latest("prepared")
    if dated is None:
        return not_met(
            "No date says when somebody prepared the statement.",
            f"This statement was prepared on {told_day(case.around.today)}.",
        )
    return met(f"Its date is {dated.date.told()}.{_future(case, dated)}", dated.quote)


@judges("S28")
def s28(case: Case) -> Verdict:
    return _set_date(
        case, case.statement.latest("prepared"), PREPARED, "This statement was prepared on"
    )


@judges("S30")
def s30(case: Case) -> Verdict:
    return _set_date(case, case.statement.latest("reviewed"), REVIEWED, "It was last reviewed on")


def _set_date(case: Case, dated: Dated | None, words: re.Pattern[str], set_words: str) -> Verdict:
    if dated is None:
        return not_applicable("There is no such date.")
    if case.statement.language == "cy":
        return not_applicable("The model has no Welsh words for it.")
    if words.search(dated.plain):
        return Verdict("exact", "The date stands in the words of the model.", dated.quote)
    return Verdict(
        "reworded",
        "The date stands in other words than the model.",
        dated.quote,
        f"{set_words} {_whole_day(dated)}.",
        is_fault=True,
    )


def _whole_day(dated: Dated) -> str:
    """Return a date as the model wants it; what the statement leaves out is for a person."""
    if dated.date.precision == "day":
        return dated.date.told()
    return f"[day] {dated.date.told()}" if dated.date.precision == "month" else "[day and month]"


@judges("S29")
def s29(case: Case) -> Verdict:
    reviewed, prepared = case.statement.latest("reviewed"), case.statement.latest("prepared")
    if reviewed is not None:
        return met(f"The date of the review is {reviewed.date.told()}.", reviewed.quote)
    if prepared is not None and case.days_since(prepared.date.day) <= case.review_days:
        return met("It is less than a year old.", prepared.quote)
    return not_met(
        "No date says when somebody last reviewed the statement.",
        "Look over the statement, then write: It was last reviewed on "
        f"{told_day(case.around.today)}.",
        prepared.quote if prepared else "",
    )


@judges("S31")
def s31(case: Case) -> Verdict:
    dated = case.statement.latest("reviewed") or case.statement.latest("prepared")
    write = (
        "Look over the whole statement, mend what is out of date, then write: It was last reviewed "
        f"on {told_day(case.around.today)}."
    )
    if dated is None:
        return not_met("No date of a review stands in the statement.", write)
    day = dated.date.day
    order = " The date was read in the American order." if dated.date.is_us else ""
    if _starts_after(dated, case.around.today):
        return not_met(
            f"The date of the review, {dated.date.told()}, lies in the future.", write, dated.quote
        )
    days, due = case.days_since(day), case.due(day)
    ago = f"{counted(days, 'day', 'days')} ago"
    if dated.date.precision != "day":
        ago = f"in {dated.date.told()}"
    if days > case.review_days:
        return not_met(
            f"The last review was {ago}; the next was due by {told_day(due)}.{order}",
            write,
            dated.quote,
        )
    soon = ""
    if case.review_days - days <= WARN_DAYS:
        soon = f" The next one is due soon: by {told_day(due)}."
    return met(f"The last review was {ago}.{soon}{order}", dated.quote)


def _starts_after(dated: Dated, today: date) -> bool:
    """Whether a day lies ahead; a month or a year lies ahead when its first day does."""
    day = dated.date.day
    if dated.date.precision == "month":
        day = day.replace(day=1)
    elif dated.date.precision != "day":
        day = day.replace(month=1, day=1)
    return day > today


@judges("S21")
def s21(case: Case) -> Verdict:
    promises = [each for each in case.statement.dates if each.event == "promised"]
    if not promises:
        return not_applicable("The statement promises no date.")
    past = [each for each in promises if case.is_past(each.date.day)]
    if past:
        oldest = min(past, key=lambda each: each.date.day)
        return not_met(
            f"Promised dates that have passed: {len(past)} of {len(promises)}, the oldest by "
            f"{oldest.date.told()}.",
            "If the fault is mended, take it out. If not, say what holds it up and name a new "
            "date.",
            oldest.quote,
        )
    return met(
        f"{counted(len(promises), 'promised date lies', 'promised dates lie')} ahead.",
        promises[0].quote,
    )


def _tested(case: Case) -> Dated | None:
    return case.statement.latest("tested")


@judges("S32")
def s32(case: Case) -> Verdict:
    dated = _tested(case)
    by = next(
        (
            each.text
            for each in case.statement.sentences
            if METHOD.search(each.plain[:1500]) and TESTED.search(each.plain[:1500])
        ),
        "",
    )
    lacking = [
        words
        for words, is_there in (("when somebody tested the site", dated), ("who tested it", by))
        if not is_there
    ]
    quote = dated.quote if dated else by
    if not lacking:
        return met("It names a date and a tester.", quote)
    return not_met(
        f"The statement does not say {' or '.join(lacking)}.",
        "This website was last tested on [day, month and year]. The test was carried out by "
        "[name].",
        quote,
    )


@judges("S33")
def s33(case: Case) -> Verdict:
    quote = case.statement.sentence(HOW, "preparation") or case.statement.sentence(
        METHOD, "preparation"
    )
    quote = quote or case.statement.sentence(TESTED)
    if quote:
        return ask("Does this say which pages somebody tested, how, and who?", quote)
    return ask(
        "It tells of no method: how did you test the site?",
        "",
        "Say which pages you tested and how you chose them.",
    )


@judges("S36")
def s36(case: Case) -> Verdict:
    found = contacts_of(case.statement)
    write = "Link to a form or an e-mail address for reporting problems with the website."
    if not found.emails and not found.forms:
        only = " It names a telephone number only." if found.phones else ""
        return not_met(f"It offers neither a form nor an e-mail address.{only}", write, found.quote)
    broken = [link.url for link in found.forms if link.url in case.around.broken]
    if broken and not found.emails and len(broken) == len(found.forms):
        return not_met(f"The link to the form is broken: {broken[0]}.", write, found.quote)
    return met(f"People can write to {_first_way(found)}.", found.quote)


def _first_way(found: Contacts) -> str:
    return found.emails[0] if found.emails else found.forms[0].text or found.forms[0].url


@judges("X03")
def x03(case: Case) -> Verdict:
    quote = case.statement.sentence(RESPONSE)
    if quote:
        return met("It says how soon people get an answer.", quote)
    return not_met(
        "It does not say how soon people get an answer.",
        "We will reply within [number] working days.",
    )


EHRC_SET = (
    "the equality and human rights commission (ehrc) is responsible for enforcing the public "
    "sector "
    "bodies (websites and mobile applications) (no. 2) accessibility regulations 2018"
)
EHRC_WRITE = (
    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public "
    "Sector "
    "Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the "
    "‘accessibility regulations’). If you are not happy with how we respond to your complaint, "
    "contact the Equality Advisory and Support Service (EASS)."
)
ECNI_WRITE = (
    "The Equality Commission for Northern Ireland (ECNI) is responsible for enforcing the Public "
    "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If "
    "you "
    "are not happy with how we respond to your complaint, contact the ECNI."
)


@judges("S39")
def s39(case: Case) -> Verdict:
    return _enforcer(case, EHRC, ECNI, EHRC_WRITE, EHRC_SET)


@judges("S40")
def s40(case: Case) -> Verdict:
    return _enforcer(case, ECNI, EHRC, ECNI_WRITE, plain(ECNI_WRITE.split(". If", maxsplit=1)[0]))


def _enforcer(
    case: Case, own: re.Pattern[str], other: re.Pattern[str], write: str, set_words: str
) -> Verdict:
    body = case.profile.enforcement.body
    quote = case.statement.sentence(own)
    if quote:
        text = " ".join(each.plain for each in case.statement.sentences if each.text == quote)
        wording: Wording = "exact" if set_words in text else "reworded"
        return Verdict(wording, f"The statement names the {body}.", quote)
    wrong = case.statement.sentence(other)
    more = " It names the body of another part of the United Kingdom." if wrong else ""
    return Verdict(
        "missing",
        f"The statement does not name the {body}.{more}",
        wrong,
        write,
        is_fault=True,
    )


@judges("S41")
def s41(case: Case) -> Verdict:
    return _link_to(case, case.profile.enforcement.link_host, case.profile.enforcement.complaints)


@judges("S42")
def s42(case: Case) -> Verdict:
    return _link_to(case, case.profile.enforcement.link_host, case.profile.enforcement.complaints)


def _link_to(case: Case, host: str, body: str) -> Verdict:
    links = [each for each in case.statement.links if _is_on(each.url, host)]
    write = f"Link to the {body}: https://www.{host}/"
    if not links:
        return not_met(f"No link leads to the {body}.", write)
    if all(each.url in case.around.broken for each in links):
        return not_met(f"The link to the {body} is broken.", write, links[0].url)
    return met(f"A link leads to the {body}.", links[0].url)


def _is_on(url: str, host: str) -> bool:
    return (
        re.match(rf"https?://(?:[\w-]+\.)*{re.escape(host)}(?:[/:?#]|$)", url.lower()) is not None
    )


@judges("X01")
def x01(case: Case) -> Verdict:
    found = placeholders_of(case.statement)
    if not found:
        return met("It has no gap of a template.")
    return not_met(
        f"{counted(len(found), 'place still holds', 'places still hold')} text of the template.",
        "Fill each gap in, or take its sentence out.",
        found[0],
    )


@judges("X05")
def x05(case: Case) -> Verdict:
    earlier = case.around.earlier
    if earlier is None:
        return not_applicable("No earlier version is on record.")
    dated = case.statement.latest("reviewed")
    now = dated.date.day if dated else None
    if earlier.hash != case.statement.hash and now == earlier.reviewed_on:
        return not_met(
            "The text has changed since the version before, and the date of the review has not.",
            f"It was last reviewed on {told_day(case.around.today)}.",
            dated.quote if dated else "",
        )
    return met("The date of the review has moved with the text.", dated.quote if dated else "")


@judges("S19")
def s19(case: Case) -> Verdict:
    if _is_full(case) and not case.statement.part("non-accessible"):
        return not_applicable("A statement that claims full compliance lists no faults.")
    grade = case.around.reading_grade
    hint = "" if grade is None else f" The page needs {grade:.0f} years of school to read."
    hint += " That is much." if grade is not None and grade > MOST_READABLE else ""
    return Verdict(
        "by hand",
        f"A person has to read whether each point says what does not work, and for whom.{hint}",
        case.statement.part("non-accessible"),
    )
