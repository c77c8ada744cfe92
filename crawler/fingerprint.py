"""What of a page could change its verdict, as a hash: equal hashes, equal verdicts.

Servers put something new into every answer: a token, a nonce, the time. What is folded, where, and
why it cannot change a verdict:

| folded | where | why |
|---|---|---|
| comments | outside scripts and texts | nobody sees or runs them |
| `nonce` | any tag, and policies | says which scripts may run, not what they do |
| hidden inputs for tokens | by name, or when the value looks like a token | never shown |
| `meta` for tokens | by name | never shown |
| `data-*` that are tokens, UUIDs or times | whole values, and strings inside JSON | never shown |
| tokens, UUIDs, times | strings in scripts | what runs is the same |
| New Relic's timings | scripts | measures the server |
| `?v=123` of styles and scripts | only of those whose content the look has hashed | see below |

Never folded: visible text, links, names and alternative texts, classes, ids, images' addresses,
and anything else. A page that shows the time is another page every night, and is looked at.

A style or script whose query was folded is asked for once a run under its new address: see
crawler/incremental.py.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin, urlsplit

MOST_FOLDED = 1_000_000  # characters; a longer page is opened every night
FOLDED = "~"  # stands for what was folded
HEADERS = ("Content-Type", "Content-Security-Policy", "Refresh")  # what a browser obeys

# Comments, elements whose content is no HTML, and tags. Each part ends at the end of the page at
# the latest, and none gives back what it took, so that no page can make this slow.
ATTRIBUTES = (
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)*+(?:>|\Z)"""
)
PARTS = re.compile(
    rf"""(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))
    |(?P<raw><(?P<name>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])
        {ATTRIBUTES})(?P<content>.*?)(?=</(?P=name)[\s/>]|\Z)
    |(?P<tag><[a-z]{ATTRIBUTES})""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
ATTRIBUTE = re.compile(
    r"""(?<![^\s"'<>/=])(?P<name>[^\s"'<>/=]++)(?P<is>\s*+=\s*+)"""
    r"""(?P<value>"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)"""
)
TOKEN_NAMES = re.compile(
    r"csrf|xsrf|token|nonce|viewstate|eventvalidation|requestverification|authenticity"
    r"|form_build_id|honeypot|session|sessid|captcha|ufprt|antispam|timestamp|request-?id",
    re.IGNORECASE,
)
UUID = re.compile(
    r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])",
    re.IGNORECASE,
)
MOMENT = re.compile(  # with a time of day: a date alone may be content
    r"(?<![\w-])\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w-])"
)
SECONDS = re.compile(r"(?<![\w.-])1[5-9]\d{8}(?:\d{3})?(?![\w.-])")  # since 1970, 2017 to 2033
JWT = re.compile(r"(?<![\w.-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+")
TIMINGS = re.compile(r"(\"(?:applicationTime|queueTime)\":)\d+")
QUOTED = re.compile(r"(?P<quote>[\"'`]|&quot;)(?P<text>[A-Za-z0-9+/_=-]{16,4096})(?P=quote)")
NONCE_SOURCE = re.compile(r"'nonce-[^']*'")
SHORTEST_TOKEN = 20  # characters of upper and lower case and digits, mixed
MIXED = 0.4  # changes of kind a character: 0.6 in random text, under 0.3 in camelCase words
KINDS = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")
BUSTERS = re.compile(
    r"(?:(?:v|ver|version|t|ts|time|timestamp|_|cb|cache|cachebuster|bust|rev|r|build|nocache|hash"
    r"|h|rnd|rand|random)=)?[\w.:-]*\d[\w.:-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A page without what is new in every answer."""

    hash: str
    variants: tuple[str, ...] = ()  # assets whose query was folded, as this page writes them


def fold_page(
    html: str, url: str, *, headers: Mapping[str, str], loaded: Collection[str] = ()
) -> Folded:
    """Return the hash of a page as sent; `loaded` are the assets whose content is known."""
    fold = _Fold(url, frozenset(map(asset_key, loaded)))
    text = PARTS.sub(fold.part, html)
    told = "\n".join(f"{name}: {_header(headers.get(name, ''))}" for name in HEADERS)
    variants = tuple(sorted(set(fold.variants).difference(loaded)))
    return Folded(_hash(f"{told}\n\n{text}"), variants)


def asset_hash(kind: str, body: bytes) -> str:
    """Return the hash of an asset's content, with the same things folded."""
    if kind == "style":
        return hashlib.sha256(body).hexdigest()
    text = body.decode("utf-8", "replace")
    if kind == "frame":
        return fold_page(text, "", headers={}).hash
    return _hash(fold_script(text))


def asset_key(url: str) -> str:
    """Return the address of an asset without the part of its query that only defeats caches."""
    base, mark, query = url.partition("?")
    if not mark:
        return url
    kept = [part for part in query.split("&") if part and not BUSTERS.fullmatch(part)]
    return f"{base}?{'&'.join(kept)}" if kept else base


def fold_script(text: str) -> str:
    """Return a script, or JSON, without the tokens and times that it carries."""
    text = QUOTED.sub(_quoted, JWT.sub(FOLDED, text))
    text = MOMENT.sub(FOLDED, UUID.sub(FOLDED, text))
    return TIMINGS.sub(rf"\g<1>{FOLDED}", SECONDS.sub(FOLDED, text))


def is_token(text: str) -> bool:
    """Whether a string can only be made by a machine: a hash, a key, random letters."""
    if len(text) < 16:  # noqa: PLR2004 (characters: 64 bits as hex)
        return False
    digits = sum(character.isdigit() for character in text)
    if not set(text.lower()) - set("0123456789abcdef-"):
        return digits >= 4 and len(text) - digits - text.count("-") >= 2  # noqa: PLR2004
    runs = KINDS.findall(text)
    kinds = {run[0].isupper() + 2 * run[0].isdigit() for run in runs}
    return len(text) >= SHORTEST_TOKEN and len(kinds) > 2 and len(runs) / len(text) >= MIXED  # noqa: PLR2004


def _quoted(found: re.Match[str]) -> str:
    text = found["text"]
    return f"{found['quote']}{FOLDED}{found['quote']}" if is_token(text) else found[0]


class _Fold:
    """Folds one page, part by part, and notes the assets whose query it folded."""

    def __init__(self, url: str, loaded: frozenset[str]) -> None:
        self._url = url
        self._loaded = loaded
        self.variants: list[str] = []

    def part(self, found: re.Match[str]) -> str:
        if found["comment"]:
            return ""
        if tag := found["tag"]:
            return self._tag(tag)
        content = found["content"]
        if found["name"].lower() == "script":
            content = fold_script(content)
        return self._tag(found["raw"]) + content

    def _tag(self, tag: str) -> str:
        name = tag[1:9].lower()
        if name.startswith(("input", "meta", "link", "script")):
            told = {each["name"].lower(): _bare(each["value"]) for each in ATTRIBUTE.finditer(tag)}
        elif "nonce" in tag or "data-" in tag or "NONCE" in tag:
            told = {}
        else:
            return tag
        return ATTRIBUTE.sub(partial(self._attribute, name, told), tag)

    def _attribute(self, tag: str, told: Mapping[str, str], found: re.Match[str]) -> str:
        name, value = found["name"].lower(), _bare(found["value"])
        folded = value
        if name == "nonce" or (name == "value" and _is_secret_input(tag, told)):
            folded = FOLDED
        elif name == "content" and tag.startswith("meta"):
            folded = _meta(told, value)
        elif name.startswith("data-"):
            folded = _data(value)
        elif (name == "src" and tag.startswith("script")) or (
            name == "href" and tag.startswith("link") and _is_style_or_script(told)
        ):
            folded = self._asset(value)
        if folded == value:
            return found[0]
        return f"{found['name']}{found['is']}{folded}"

    def _asset(self, value: str) -> str:
        """Fold the query of an asset whose content is in the fingerprint anyway."""
        if "?" not in value:
            return value
        try:
            url = urljoin(self._url, value.replace("&amp;", "&").strip())
            is_ours = urlsplit(url).netloc == urlsplit(self._url).netloc
        except ValueError:
            return value
        key = asset_key(url)
        if not is_ours or key == url or key not in self._loaded:
            return value
        self.variants.append(url)
        return key


def _is_secret_input(tag: str, told: Mapping[str, str]) -> bool:
    if not tag.startswith("input") or told.get("type", "").lower() != "hidden":
        return False
    name = f"{told.get('name', '')} {told.get('id', '')}"
    return bool(TOKEN_NAMES.search(name)) or is_token(told.get("value", ""))


def _meta(told: Mapping[str, str], value: str) -> str:
    if told.get("http-equiv", "").lower() == "content-security-policy":
        return _header(value)
    name = f"{told.get('name', '')} {told.get('id', '')}"
    return FOLDED if TOKEN_NAMES.search(name) else value


def _data(value: str) -> str:
    """Fold a data attribute: as a whole, or inside its JSON."""
    text = value.strip()
    if text[:1] in ("{", "["):
        return fold_script(value)
    is_volatile = is_token(text) or any(
        each.fullmatch(text) for each in (UUID, MOMENT, SECONDS, JWT)
    )
    return FOLDED if is_volatile else value


def _is_style_or_script(told: Mapping[str, str]) -> bool:
    words = told.get("rel", "").lower().split()
    return "stylesheet" in words or (
        ("preload" in words or "modulepreload" in words)
        and told.get("as", "script").lower() in ("style", "script")
    )


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value


def _header(value: str) -> str:
    return NONCE_SOURCE.sub(f"'nonce-{FOLDED}'", value.strip())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
