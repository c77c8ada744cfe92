"""From Scrapy's settings and a spider's arguments to the plan of a run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crawler.browser import BrowserSettings
from crawler.cluster import Tls
from crawler.configuration import ConfigurationError
from crawler.executor import LOCAL
from crawler.night import Plan
from crawler.provision import axe_or_complain, ibm_or_complain
from crawler.schedule import minutes_until
from crawler.sites import Site, SitesError, load_sites, site_from_url

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


_Number = TypeVar("_Number", int, float)
ARGUMENTS = frozenset({"url", "site", "full"})  # of `scrapy crawl site -a ...`


def plan_from_settings(settings: "BaseSettings", arguments: Mapping[str, str]) -> Plan:
    """Return the plan for `scrapy crawl site -a url=...` (or `-a site=NAME`)."""
    if unknown := sorted(set(arguments) - ARGUMENTS):
        raise SitesError(
            f"The spider knows no -a {unknown[0]}; it takes -a url, -a site and -a full, and the "
            "rest stands in sites.toml or in DROPKERB_ settings (-s)."
        )
    named = arguments.get("url") or arguments.get("site") or ""
    if not named:
        raise SitesError("No site was named: add -a url=https://www.example.gov.uk/")
    site = find_site(named, Path(settings["DROPKERB_SITES"]))
    return make_plan(settings, site, is_full=arguments.get("full", "") in ("1", "true", "yes"))


def find_site(named: str, sites_file: Path) -> Site:
    """Return the site of that name in the sites file, or one for that address.

    Raises SitesError when it is neither, naming what is allowed.
    """
    if "://" in named:
        return site_from_url(named)
    if not sites_file.exists():
        raise SitesError(
            f"{named!r} is not a web address, and there is no {sites_file} to look it up in; "
            "give an address that begins with https://, or write that file."
        )
    sites = load_sites(sites_file)
    if named not in sites:
        known = ", ".join(sorted(sites)) or "none"
        raise SitesError(f"{sites_file} has no site called {named!r}; it has: {known}.")
    return sites[named]


def make_plan(
    settings: "BaseSettings", site: Site, *, is_full: bool = False, until: datetime | None = None
) -> Plan:
    """Return the plan of a run of this site under these settings; until is a time of day."""
    browser = replace(
        browser_settings(settings, is_local=settings["DROPKERB_EXECUTOR"] == LOCAL),
        private_hosts=tuple(site.private_hosts()),
        own_hosts=site.own_hosts(),
        block=site.block,
        dismiss=site.dismiss,
        dismiss_not_on=site.start_url,
        allow=site.allow,
        shelf=shelf_beside(Path(settings["DROPKERB_DB"])),
        user_agent_suffix=site.user_agent,
    )
    return Plan(
        site=site,
        record=Path(settings["DROPKERB_DB"]),
        browser=browser,
        browsers=_number(settings, "DROPKERB_BROWSERS", int),
        executor=settings["DROPKERB_EXECUTOR"],
        executor_seconds=_number(settings, "DROPKERB_EXECUTOR_SECONDS", float),
        tls=tls_of(settings),
        is_full=is_full,
        until=f"{until:%H:%M}" if until else "",
        minutes=minutes_until(until.time(), datetime.now()) if until else 0,  # noqa: DTZ005 (as clocks)
        full_look_days=max(_number(settings, "DROPKERB_FULL_LOOK_DAYS", int), 1),
        checks_links=_switch(settings, "DROPKERB_LINK_CHECK"),
        external_per_host=_number(settings, "DROPKERB_EXTERNAL_PER_HOST", int),
    )


def shelf_beside(record: Path) -> Path:
    """Return where the assets of a record's sites are kept from night to night."""
    return record.with_name(f"{record.name}-shelf")


def tls_of(settings: "BaseSettings") -> Tls:
    """Return the files with which this machine shows a cluster who it is."""
    return Tls(
        ca=settings["DROPKERB_TLS_CA"],
        cert=settings["DROPKERB_TLS_CERT"],
        key=settings["DROPKERB_TLS_KEY"],
    )


def browser_settings(settings: "BaseSettings", *, is_local: bool = True) -> BrowserSettings:
    """Return how browsers are started, from Scrapy's settings.

    The workers of a cluster have their own paths; this machine then needs neither browser nor axe.
    """
    paths = {
        key: settings[name]
        for key, name in (("binary", "DROPKERB_CHROMIUM"), ("driver", "DROPKERB_CHROMEDRIVER"))
        if settings[name]
    }
    return BrowserSettings(
        axe_path=axe_or_complain(settings["DROPKERB_AXE_PATH"]) if is_local else Path(),
        ibm_path=ibm_or_complain(settings["DROPKERB_IBM_PATH"]) if is_local else None,
        page_load_seconds=_number(settings, "DROPKERB_PAGE_LOAD_SECONDS", float),
        script_seconds=_number(settings, "DROPKERB_SCRIPT_SECONDS", float),
        page_seconds=_number(settings, "DROPKERB_PAGE_SECONDS", float),
        try_out=_switch(settings, "DROPKERB_TRY_OUT"),
        takes_evidence=_switch(settings, "DROPKERB_EVIDENCE"),
        **paths,
    )


def _number(settings: "BaseSettings", name: str, kind: type[_Number]) -> _Number:
    """Return a setting that is a number. Raises ConfigurationError."""
    try:
        return kind(settings[name])
    except (TypeError, ValueError) as error:
        said = "a whole number" if kind is int else "a number"
        raise ConfigurationError(_wrong(settings, name, said)) from error


def _switch(settings: "BaseSettings", name: str) -> bool:
    """Return a setting that is on or off. Raises ConfigurationError."""
    try:
        return settings.getbool(name)
    except ValueError as error:
        raise ConfigurationError(_wrong(settings, name, "1 or 0")) from error


def _wrong(settings: "BaseSettings", name: str, wanted: str) -> str:
    return (
        f"The setting {name} is {settings[name]!r} but must be {wanted}; mend it in the "
        "environment, or wherever it was set."
    )
