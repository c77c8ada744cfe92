"""The sites file: which websites are audited, and how. Every mistake in it gets a sentence."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from audits.derive.cost import CHANNELS
from audits.profiles import load_profiles
from audits.tasks import ACTIONS, IDENTITY, Task, TaskPlan, load_tasks, words_of
from crawler import VERSION
from crawler.addresses import AddressError, canonical
from crawler.guard import is_private_name, is_this_machine
from crawler.mistakes import line_of, one_of, syntax_sentence, unknown, wrong
from crawler.readers import READER_KEYS, Reader
from crawler.scope import Glob, path_of

TIERS = (
    "unitary",
    "county",
    "district",
    "london-borough",
    "metropolitan-borough",
    "combined-authority",
    "parish",
)
NOT_OFFERED = "none"  # of a task, instead of a page
EDIT_PARTS = ("url", "path", "slug", "id")
MOST_POUNDS = 10_000  # a contact; dearer ones are a slip of the pen
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
CONTACT = re.compile(r"[ -'*-~]{1,200}")  # goes in a header: plain, no brackets
Patterns = TypeVar("Patterns", tuple[str, ...], dict[str, str])
LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


class SitesError(Exception):
    """A mistake in the sites file or in an address, with one sentence that says how to mend it."""


class PlacedError(ValueError):
    """A mistake in a table, with the key in it that the mistake is about."""

    def __init__(self, sentence: str, *keys: str) -> None:
        super().__init__(sentence)
        self.keys = keys


class OwnTask(BaseModel):
    """One task of the council's own, as [[sites.NAME.tasks]] describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str
    name: str = Field(min_length=1, max_length=100)
    keywords: tuple[tuple[str, ...], ...]
    action: str = "form"

    @field_validator("id")
    @classmethod
    def _id_is_new(cls, identity: str) -> str:
        if not IDENTITY.fullmatch(identity):
            raise ValueError(f"{identity!r} must be small letters, digits and dashes")
        if identity in {task.id for task in load_tasks().tasks}:
            raise ValueError(
                f"{identity!r} is a task that every council has; choose another id, or pin its "
                "page with task_pages"
            )
        return identity

    @field_validator("keywords")
    @classmethod
    def _keywords_are_words(
        cls, groups: tuple[tuple[str, ...], ...]
    ) -> tuple[tuple[str, ...], ...]:
        return words_of("they", groups)

    @field_validator("action")
    @classmethod
    def _action_is_known(cls, action: str) -> str:
        return one_of(action, ACTIONS)

    def as_task(self) -> Task:
        return Task(
            id=self.id,
            name=self.name,
            keywords=self.keywords,
            action=self.action,
            source="sites.toml",
            is_own=True,
        )


class Site(BaseModel):
    """One website to audit, as sites.toml describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str
    start_url: str
    title: str = Field(default="", max_length=200)
    extra_hosts: tuple[str, ...] = ()  # hosts that belong to the site besides the start host
    include: tuple[str, ...] = ()  # only addresses that match one of these patterns
    exclude: tuple[str, ...] = ()  # no address that matches one of these
    max_pages: int = Field(default=5000, strict=True, ge=1, le=1_000_000)
    max_depth: int = Field(default=12, strict=True, ge=0, le=100)
    # 01:00 to 05:00; 0 means no limit
    max_minutes: float = Field(default=240, strict=True, ge=0, le=10_080)
    # addresses that differ in their numbers only
    max_per_shape: int = Field(default=200, strict=True, ge=1, le=1_000_000)
    # requests a second; 0, no limit, on this machine only
    rate: float = Field(default=1.0, strict=True, ge=0, le=50)
    law_profile: str = "uk-psbar"
    tier: str = ""
    owners: dict[str, str] = Field(default_factory=dict)  # pattern: who looks after such pages
    edit_link: str = ""  # where the web team edits a page
    user_agent_contact: str = ""  # whom to ask about the crawl; empty: the start address
    block: tuple[str, ...] = ()  # hosts that the browser does not ask besides our list
    allow: tuple[str, ...] = ()  # hosts of our list that it does ask
    tasks: tuple[OwnTask, ...] = ()  # what people come to do besides the tasks of every council
    # task: the page on which it is done, or "none" where the council does not offer it
    task_pages: dict[str, str] = Field(default_factory=dict)
    # CSS selector of the button that sends a cookie banner away; pressed on all but the start page
    dismiss: str = Field(default="", max_length=300)
    allow_private: tuple[str, ...] = ()  # hosts that may be asked though their address is private
    end_pages: tuple[str, ...] = ()  # pages where leaving the site is success
    costs: dict[str, float] = Field(default_factory=dict)  # pounds a contact, by channel
    messages: dict[str, Reader] = Field(default_factory=dict)  # who is told of what, by a name

    @field_validator("name")
    @classmethod
    def _name_is_plain(cls, name: str) -> str:
        if not NAME.fullmatch(name):
            raise ValueError("must be letters, digits, dots and dashes, at most 80")
        return name

    @field_validator("start_url")
    @classmethod
    def _start_is_an_address(cls, url: str) -> str:
        try:
            return canonical(url)
        except AddressError as error:
            raise ValueError(str(error)) from error

    @field_validator("extra_hosts", "allow_private")
    @classmethod
    def _hosts_are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_plain_host(host) for host in hosts)

    @field_validator("block", "allow")
    @classmethod
    def _lines_are_hosts_with_or_without_a_path(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        for line in lines:
            _plain_host(line.partition("/")[0])
        return lines

    @field_validator("tasks")
    @classmethod
    def _tasks_differ(cls, tasks: tuple[OwnTask, ...]) -> tuple[OwnTask, ...]:
        ids = [each.id for each in tasks]
        if repeated := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"several tasks have the id {repeated[0]!r}")
        return tasks

    @field_validator("task_pages")
    @classmethod
    def _pins_are_tasks_and_pages(
        cls, pins: dict[str, str], info: ValidationInfo
    ) -> dict[str, str]:
        own = tuple(each.id for each in info.data.get("tasks", ()))
        known = (*(task.id for task in load_tasks().tasks), *own)
        hosts = {_bare(host) for host in _hosts_of(info.data)}
        return {task: _pinned(task, page, known, hosts) for task, page in pins.items()}

    @field_validator("dismiss")
    @classmethod
    def _dismiss_is_a_selector(cls, selector: str) -> str:
        try:
            if selector:
                HTMLTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise ValueError(f"must be a selector such as '#cookies .reject': {error}") from error
        return selector

    @field_validator("costs", mode="before")
    @classmethod
    def _costs_are_pounds_by_channel(cls, costs: Any) -> Any:
        for channel, pounds in costs.items() if isinstance(costs, dict) else ():
            one_of(str(channel), CHANNELS)
            if isinstance(pounds, bool) or not isinstance(pounds, int | float):
                raise ValueError(f"{channel} must be pounds a contact, such as 2.83")  # noqa: TRY004 (pydantic's way)
            if not 0 <= pounds <= MOST_POUNDS:
                raise ValueError(f"{channel} must be pounds a contact, from 0 to {MOST_POUNDS}")
        return costs

    @field_validator("include", "exclude", "owners", "end_pages")
    @classmethod
    def _patterns_begin_well(cls, patterns: Patterns) -> Patterns:
        for pattern in patterns:
            if not pattern.startswith(("/", "*", "http://", "https://")):
                raise ValueError(
                    f"the pattern {pattern!r} must begin with /, * or https://, where * is any text"
                )
        return patterns

    @field_validator("law_profile")
    @classmethod
    def _profile_is_known(cls, profile: str) -> str:
        return one_of(profile, tuple(load_profiles()))

    @field_validator("tier")
    @classmethod
    def _tier_is_known(cls, tier: str) -> str:
        return one_of(tier, TIERS) if tier else tier

    @field_validator("edit_link")
    @classmethod
    def _edit_link_is_a_template(cls, template: str) -> str:
        parts = [part for part in _template_parts(template) if part[1] is not None]
        odd = [f"{name}" for _, name, spec, way in parts if name not in EDIT_PARTS or spec or way]
        allowed = ", ".join(f"{{{name}}}" for name in EDIT_PARTS)
        if odd:
            raise ValueError(f"{{{odd[0]}}} is no part of an address; allowed are {allowed}")
        if template and not template.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return template

    @field_validator("user_agent_contact")
    @classmethod
    def _contact_fits_a_header(cls, contact: str) -> str:
        if contact and not CONTACT.fullmatch(contact):
            raise ValueError(
                "must be an e-mail or web address of at most 200 plain characters, without brackets"
            )
        return contact

    @model_validator(mode="before")
    @classmethod
    def _contact_is_somebody(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("user_agent_contact"):
            parts = urlsplit(_or_nothing(data.get("start_url")))
            return {**data, "user_agent_contact": f"{parts.scheme}://{parts.netloc}/"}
        return data

    @model_validator(mode="after")
    def _no_limit_only_at_home(self) -> Self:
        if self.rate == 0 and not is_this_machine(urlsplit(self.start_url).hostname or ""):
            raise ValueError(
                "rate = 0, no limit, is allowed for a site on this machine only; "
                "give requests a second, e.g. 1"
            )
        return self

    def changed(self, **changes: Any) -> Self:
        """Return the site with some values changed, checked like those of the file."""
        try:
            return self.model_validate({**self.model_dump(), **changes})
        except ValidationError as error:
            said = "; ".join(wrong(each, KEYS)[1] for each in error.errors())
            raise SitesError(f"{self.name}: {said}.") from error

    def owner_of(self, url: str) -> str:
        """Return who looks after a page: the owner of the first pattern that matches, or ""."""
        path = path_of(url)
        return next(
            (owner for pattern, owner in self.owners.items() if Glob(pattern).matches(url, path)),
            "",
        )

    def edit_url_of(self, url: str) -> str:
        """Return where the web team edits a page, or "" when nobody said."""
        path = urlsplit(url).path
        number = LAST_NUMBER.search(path_of(url))
        if not self.edit_link or ("{id}" in self.edit_link and number is None):
            return ""
        values = {
            "url": quote(url, safe=""),
            "path": path.lstrip("/"),
            "slug": path.rstrip("/").rpartition("/")[2],
            "id": number[0] if number else "",
        }
        return re.sub(r"\{(\w+)\}", lambda part: values[part[1]], self.edit_link)

    @property
    def user_agent(self) -> str:
        """Who we say we are: name, version and whom to ask."""
        return f"Dropkerb/{VERSION} (+{self.user_agent_contact}; nightly website audit)"

    def task_plan(self) -> TaskPlan:
        """Return the tasks that are looked for on this site."""
        return TaskPlan(
            own=tuple(each.as_task() for each in self.tasks),
            pins={
                task: "" if page == NOT_OFFERED else page for task, page in self.task_pages.items()
            },
            tier=self.tier,
            is_whole=not self.include,
        )

    def own_hosts(self) -> tuple[str, ...]:
        """Return the hosts that belong to the site, some with a port."""
        return (urlsplit(self.start_url).netloc, *self.extra_hosts)

    def private_hosts(self) -> list[str]:
        """Return the hosts, some with a port, that may be asked though their address is private.

        The start host is among them when its very name says that it is private.
        """
        parts = urlsplit(self.start_url)
        if not is_private_name(parts.hostname or ""):
            return list(self.allow_private)
        own = [parts.netloc] if parts.port else [f"{parts.netloc}:80", f"{parts.netloc}:443"]
        return [*own, *(host for host in self.allow_private if host not in own)]


KEYS = tuple(name for name in Site.model_fields if name != "name")  # of a table in the file


OWN_TASK_KEYS = tuple(OwnTask.model_fields)


def site_from_url(url: str) -> Site:
    """Return a site for an address, with everything else as usual.

    Raises SitesError when it is no address.
    """
    try:
        start = canonical(url)
    except AddressError as error:
        raise SitesError(f"{error} Give one such as https://www.example.gov.uk/.") from error
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", urlsplit(start).netloc).strip("-._")[:80]
    return Site(name=name or "site", start_url=start)


def load_sites(path: Path) -> dict[str, Site]:
    """Read a sites file.

    Raises SitesError with every mistake: file, line, key, what is wrong and what is allowed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise SitesError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SitesError(f"{path} is not text in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SitesError(syntax_sentence(path, error)) from error
    sites, mistakes = _checked(data, text)
    if mistakes:
        mistakes.sort(key=lambda mistake: mistake[0])
        said = (f"{path}, line {line}: {sentence}." for line, sentence in mistakes)
        raise SitesError(" ".join(said))
    return sites


def _checked(data: dict[str, Any], text: str) -> tuple[dict[str, Site], list[tuple[int, str]]]:
    """Return the sites that are in order, and every mistake with its line."""
    sites: dict[str, Site] = {}
    mistakes = []
    for key in data.keys() - {"sites"}:
        said = f"{unknown(key, ('sites',))}; each site is a table [sites.NAME]"
        mistakes.append((line_of(text, (key,)), said))
    tables = data.get("sites", {})
    if not isinstance(tables, dict):
        return sites, [(line_of(text, ("sites",)), "sites must hold tables [sites.NAME]")]
    for name, table in tables.items():
        if not isinstance(table, dict):
            line = line_of(text, ("sites", name))
            mistakes.append((line, f"{name} must be a table [sites.{name}]"))
            continue
        if "name" in table:
            said = "name stands in the square brackets; perhaps title is meant"
            mistakes.append((line_of(text, ("sites", name, "name")), said))
        try:
            sites[name] = Site.model_validate({**table, "name": name})
        except ValidationError as error:
            for each in error.errors():
                keys, said = wrong(each, KEYS, {"tasks": OWN_TASK_KEYS, "messages": READER_KEYS})
                nth = next((part for part in each["loc"] if isinstance(part, int)), 0)
                mistakes.append((line_of(text, ("sites", name, *keys), nth), said))
    return sites, mistakes


def _hosts_of(data: Mapping[str, Any]) -> list[str]:
    """Return the hosts of a site that is being checked, as far as they are in order."""
    start = urlsplit(str(data.get("start_url", ""))).netloc
    return [each for each in (start, *data.get("extra_hosts", ())) if each]


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _pinned(task: str, page: str, known: tuple[str, ...], hosts: set[str]) -> str:
    """Return the page that is pinned to a task in its canonical form. Raises PlacedError."""
    if task not in known:
        near = difflib.get_close_matches(task, known, n=1)
        hint = f" (perhaps {near[0]} is meant)" if near else ""
        said = f"{task!r} is no task{hint}; `dropkerb tasks --list` names them all"
        raise PlacedError(said, task)
    if page == NOT_OFFERED:
        return page
    try:
        url = canonical(page)
    except AddressError as error:
        said = f'{task}: must be the address of a page, or "{NOT_OFFERED}": {error}'
        raise PlacedError(said.rstrip("."), task) from error
    if hosts and _bare(urlsplit(url).netloc) not in hosts:
        raise PlacedError(f"{task}: {page} is not a page of this site", task)
    return url


def _or_nothing(url: Any) -> str:
    """Return an address in its canonical form, or "" where another check will complain."""
    try:
        return canonical(str(url))
    except AddressError:
        return ""


def _plain_host(host: str) -> str:
    try:
        parts = urlsplit(canonical(f"http://{host}/"))
    except AddressError as error:
        raise ValueError(f"{host!r} is not a host name such as news.example.gov.uk") from error
    if "/" in host or parts.path != "/":
        raise ValueError(f"{host!r} is not a host name alone; leave out https:// and the path")
    return parts.netloc


def _template_parts(template: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    try:
        yield from Formatter().parse(template)
    except ValueError as error:
        raise ValueError("its curly brackets do not match") from error
