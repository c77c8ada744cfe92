"""Numbers, dates and addresses in words that people read."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://([\w.-]+)(?:[/?#][^\s<>\"”’)]*[^\s<>\"”’).,;:])?")
LONGEST_ADDRESS = 120  # characters shown; the rest is left out in the middle


def number(value: float | None, digits: int = 0) -> str:
    """Return 12,345 or 61.4; nothing known is said so."""
    return "not known" if value is None else f"{value:,.{digits}f}"


def brief(value: float) -> str:
    """Return a number with one decimal, unless it is whole."""
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"  # noqa: PLR2004


def count(amount: int, one: str, many: str = "") -> str:
    """Return "1 page" or "214 pages"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def ordinal(value: int) -> str:
    """Return "1st", "22nd", "113th"."""
    last = 0 if value // 10 % 10 == 1 else value % 10
    return f"{value:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def witnesses(names: str) -> str:
    """Return "axe: image-alt, IBM: img_alt_valid" for rules parted by spaces."""
    engines = {"axe": "axe", "ibm": "IBM"}
    parted = (name.partition(":") for name in names.split())
    return ", ".join(
        f"{engines.get(engine, engine)}: {rule}" if rule else engine for engine, _, rule in parted
    )


def day(stamp: str) -> str:
    """Return "5 March 2026"."""
    moment = _moment(stamp)
    return f"{moment.day} {moment:%B %Y}" if moment else "date not known"


def day_and_time(stamp: str) -> str:
    """Return "5 March 2026, 02:14 UTC"."""
    moment = _moment(stamp)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC" if moment else "time not known"


def short_day(stamp: str) -> str:
    """Return "5 Mar"."""
    moment = _moment(stamp)
    return f"{moment.day} {moment:%b}" if moment else ""


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def duration(seconds: float) -> str:
    """Return "2 h 14 min"."""
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004
        return f"{whole} s"
    hours, rest = divmod(whole, 3600)
    minutes = round(rest / 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def size(amount: float | None) -> str:
    """Return "1.4 MB"."""
    if amount is None:
        return "not known"
    if amount < 1000:  # noqa: PLR2004
        return f"{amount:.0f} bytes"
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 1000 or unit == "GB":  # noqa: PLR2004
            break
    return f"{amount:.1f} {unit}"


def short(address: str, longest: int = LONGEST_ADDRESS) -> str:
    """Return the address, with the middle of a very long one left out."""
    if len(address) <= longest:
        return address
    tail = longest // 3
    return f"{address[: longest - tail]} … {address[-tail:]}"


def path_of(address: str) -> str:
    """Return the part of the address after the host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return short(address)
    return short((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def is_web(address: str) -> bool:
    """Tell whether a link may lead there: no javascript:, no data:."""
    return address.lower().startswith(("http://", "https://"))


def sentence(text: str) -> str:
    """Return the text with a capital at the start and a full stop at the end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


PARTS = {
    "main": "main content",
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "side column",
}


def part(region: str) -> str:
    """Return the part of a page as people call it."""
    return PARTS.get(region, region)


def unended(title: str) -> str:
    """Return a title without the full stop that an engine puts after it."""
    return title.strip().removesuffix(".")


def linked(text: str) -> Markup:
    """Return the text with each address in it made a link that says where it leads."""
    parts = []
    end = 0
    for found in ADDRESS.finditer(text):
        words = f"guidance at {found[1].removeprefix('www.')}"
        parts += [escape(text[end : found.start()])]
        parts += [Markup('<a href="{}" rel="noreferrer">{}</a>').format(found[0], words)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def paragraphs(text: str, lead: str = "") -> Markup:
    """Return each line of the text as a paragraph; the lead stands in bold before the first."""
    bold = Markup("<strong>{}</strong> ").format(lead) if lead else Markup("")
    lines = [line for each in text.splitlines() if (line := each.strip())]
    return Markup("").join(
        Markup("<p>{}{}</p>").format(bold if not number else "", linked(line))
        for number, line in enumerate(lines)
    )


def change(now: float, before: float, *, fewer_is_better: bool | None) -> tuple[str, str]:
    """Return a change in words, and whether it is better, worse or the same."""
    difference = now - before
    if abs(difference) < 0.05:  # noqa: PLR2004
        return "no change since the last run", "same"
    words = f"{brief(abs(difference))} {'fewer' if difference < 0 else 'more'} than in the last run"
    if fewer_is_better is None:
        return words, ""
    return words, "better" if (difference < 0) == fewer_is_better else "worse"


LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "so": "Somali",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """Return a language's name, or its code where nobody knows one here."""
    return LANGUAGES.get(code, f"the language “{code}”")


def file_name(name: str, number: int, kind: str) -> str:
    """Return a name for a file: the thing's own, or its kind and number when that is unsafe."""
    plain = name.lower().replace(":", "-")
    return plain if re.fullmatch(r"[a-z0-9-]{1,80}", plain) else f"{kind}-{number}"


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # as crawler/plain.py has them


def spreadsheet_safe(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
