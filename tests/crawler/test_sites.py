"""A sites file that is right is read; one that is wrong is told so, line by line."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from audits.profiles import load_profiles
from crawler.sites import TIERS, Site, SitesError, load_sites, site_from_url

ROOT = Path(__file__).parents[2]
START = 'start_url = "https://www.town.example/"\n'


def written(tmp_path, text):
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(tmp_path, text):
    with pytest.raises(SitesError) as caught:
        load_sites(written(tmp_path, text))
    said = str(caught.value)
    assert "\n" not in said
    return said.replace(str(tmp_path), "")


def test_the_example_is_valid_and_shows_every_key():
    sites = load_sites(ROOT / "sites.example.toml")
    assert list(sites) == ["ottermere", "ottermere-county"]
    assert Site.model_fields.keys() - {"name"} == sites["ottermere"].model_fields_set - {"name"}
    assert (
        sites["ottermere"].owner_of("https://www.ottermere.example/planning-policy") == "Planning"
    )


def test_the_example_names_every_law_and_tier():
    text = (ROOT / "sites.example.toml").read_text()
    assert f"# one of: {', '.join(load_profiles())}\n" in text
    assert f"# {', '.join(TIERS[:-1])} or {TIERS[-1]}\n" in text


def test_the_example_says_the_usual_values():
    shown = load_sites(ROOT / "sites.example.toml")["ottermere"]
    usual = Site(name="x", start_url="https://x.example/")
    for key in (
        "max_pages",
        "max_depth",
        "max_minutes",
        "max_per_shape",
        "rate",
        "law_profile",
        "include",
    ):
        assert getattr(shown, key) == getattr(usual, key)


def test_a_start_address_is_enough(tmp_path):
    site = load_sites(written(tmp_path, f"[sites.town]\n{START}"))["town"]
    assert (site.name, site.start_url) == ("town", "https://www.town.example/")
    assert (site.max_pages, site.max_depth, site.max_minutes, site.rate) == (5000, 12, 240, 1)
    assert site.law_profile in load_profiles()
    assert site.user_agent_contact == "https://www.town.example/"
    assert site.private_hosts() == []


def test_an_empty_file_has_no_sites(tmp_path):
    assert load_sites(written(tmp_path, "")) == {}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("max_pagse = 10", ["line 3", "max_pagse", "max_pages"]),
        ("colour = 10", ["line 3", "colour", "start_url", "max_pages"]),
        ('max_pages = "many"', ["line 3", 'max_pages is "many"', "whole number"]),
        ("max_pages = 0", ["line 3", "max_pages is 0", "1 or more"]),
        ("max_pages = true", ["line 3", "max_pages is true", "whole number"]),
        ("max_pages = 2.5", ["line 3", "max_pages is 2.5", "whole number"]),
        ("max_depth = -1", ["line 3", "max_depth is -1", "0 or more"]),
        ("max_minutes = nan", ["line 3", "max_minutes is nan"]),
        ("rate = 51", ["line 3", "rate is 51", "50 or less"]),
        ("rate = 0", ["line 3", "rate", "this machine"]),
        ('law_profile = "uk-psbr"', ["line 3", "law_profile", "uk-psbr", "uk-psbar", "eu-wad"]),
        ('tier = "boroughs"', ["line 3", "tier", "boroughs", *TIERS]),
        ('include = "/news/*"', ["line 3", "include", "a list"]),
        ('exclude = ["news/*"]', ["line 3", "exclude", "news/*", "begin with"]),
        ("exclude = [3]", ["line 3", "exclude is 3", "text"]),
        (
            'extra_hosts = ["https://a.example/"]',
            ["line 3", "extra_hosts", "not a host name alone"],
        ),
        ('extra_hosts = ["a b"]', ["line 3", "extra_hosts", "a b"]),
        ('edit_link = "https://cms/{pageid}"', ["line 3", "edit_link", "{pageid}", "{url}"]),
        ('edit_link = "https://cms/{url!r}"', ["line 3", "edit_link", "{url}"]),
        ('edit_link = "https://cms/{url"', ["line 3", "edit_link", "brackets"]),
        ('edit_link = "javascript:{url}"', ["line 3", "edit_link", "https://"]),
        ('dismiss = "#cookies >> b"', ["line 3", "dismiss", "must be a selector"]),
        (r'user_agent_contact = "a\r\nCookie: b"', ["line 3", "user_agent_contact", "plain"]),
        ('owners = { "/news/*" = 3 }', ["line 3", "owners", "text"]),
        ('owners = { "news" = "Press" }', ["line 3", "owners", "begin with"]),
        ('name = "other"', ["line 3", "name"]),
    ],
)
def test_one_mistake(tmp_path, line, words):
    said = complaint(tmp_path, f"[sites.town]\n{START}{line}\n[sites.other]\n{START}")
    for word in ["sites.toml", *words]:
        assert word in said
    assert said.count("sites.toml") == 1


def test_lines_are_found_in_other_ways_of_writing(tmp_path):
    assert "line 5" in complaint(
        tmp_path, f'[sites.town]\n{START}\n[sites.town.owners]\n"/a" = 3\n'
    )
    assert "line 2" in complaint(
        tmp_path, '[sites]\ntown = { start_url = "https://t.example/", rate = "x" }\n'
    )
    assert "line 1" in complaint(tmp_path, 'sites.town.start_url = "ftp://t.example/"\n')
    assert "line 4" in complaint(tmp_path, f'[sites."town"]\n{START}# rate = 1\n"rate" = "x"\n')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[sites.town]\nrate = 1\n", ["line 1", "start_url is missing"]),
        ('[sites.town]\nstart_url = "www.town.example"\n', ["line 2", "start_url", "https://"]),
        ("[sites.town]\nstart_url = 7\n", ["line 2", "start_url is 7", "quotation marks"]),
        (f'[sites."a b"]\n{START}', ["line 1", "letters"]),
        ("[site.town]\n", ["line 1", "site", "sites", "[sites.NAME]"]),
        ("[[sites]]\n", ["line 1", "[sites.NAME]"]),
        ("[sites]\ntown = 3\n", ["line 2", "town", "[sites.town]"]),
        ('[sites]\ntown = "https://"\n', ["line 2", "town", "[sites.town]"]),
        ("[sites.town\n", ["line 1", "not TOML"]),
        ("[sites.town]\nrate = \n", ["line 2", "not TOML"]),
        ("[sites.town]\nrate = 1\nrate = 2\n", ["line 3", "not TOML"]),
        ('[sites.town]\ntitle = "', ["not TOML"]),
    ],
)
def test_a_wrong_file(tmp_path, text, words):
    said = complaint(tmp_path, text)
    for word in ["sites.toml", *words]:
        assert word in said


def test_all_mistakes_at_once_in_their_order(tmp_path):
    said = complaint(
        tmp_path, f'[sites.town]\n{START}rate = "x"\nmax_pagse = 1\n[sites.b]\nmax_depth = -1\n'
    )
    assert [place in said for place in ("line 3", "line 4", "line 5", "line 6")] == [True] * 4
    assert said.index("line 3") < said.index("line 4") < said.index("line 5") < said.index("line 6")


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(SitesError, match="cannot be read"):
        load_sites(tmp_path)
    (tmp_path / "sites.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SitesError, match="UTF-8"):
        load_sites(tmp_path / "sites.toml")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.town.example", "www.town.example"),
        ("http://127.0.0.1:8000/x", "127.0.0.1-8000"),
        ("http://[::1]:8000/", "1-8000"),
        ("http://_odd.example/", "odd.example"),
    ],
)
def test_a_site_from_an_address(url, name):
    assert site_from_url(url).name == name


@pytest.mark.parametrize(
    "url", ["https://", "ftp://council.example/", "councl", "", "https://a:b@c.example/"]
)
def test_no_site_from_no_address(url):
    with pytest.raises(SitesError, match=r"https://www\.example\.gov\.uk/"):
        site_from_url(url)


def test_changes_are_checked():
    town = site_from_url("https://www.town.example/")
    assert town.changed(max_pages=7, rate=0.5).max_pages == 7
    assert town.max_pages == 5000
    with pytest.raises(SitesError, match="max_pages is 0"):
        town.changed(max_pages=0)
    with pytest.raises(SitesError, match="this machine"):
        town.changed(rate=0)
    assert site_from_url("http://localhost:8000/").changed(rate=0.0).rate == 0
    with pytest.raises(ValidationError):
        town.rate = 2


def test_owners_and_edit_links():
    town = Site(
        name="town",
        start_url="https://www.town.example/",
        owners={"/tax/*": "Revenues", "*": "Web team"},
        edit_link="https://cms.example/edit?u={url}&p={path}&s={slug}&i={id}",
    )
    assert town.owner_of("https://www.town.example/tax/pay") == "Revenues"
    assert town.owner_of("https://www.town.example/") == "Web team"
    assert town.edit_url_of("https://www.town.example/info/12/bins?id=34") == (
        "https://cms.example/edit?u=https%3A%2F%2Fwww.town.example%2Finfo%2F12%2Fbins%3Fid%3D34"
        "&p=info/12/bins&s=bins&i=34"
    )
    assert town.edit_url_of("https://www.town.example/bins") == ""
    nobody = site_from_url("https://www.town.example/")
    assert (
        nobody.owner_of("https://www.town.example/"),
        nobody.edit_url_of("https://www.town.example/7"),
    ) == ("", "")


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://www.town.example/", []),
        ("http://127.0.0.1:8000/", ["127.0.0.1:8000"]),
        ("http://10.0.0.7/", ["10.0.0.7:80", "10.0.0.7:443"]),
        ("http://intranet/", ["intranet:80", "intranet:443"]),
        ("http://[::1]:8000/", ["[::1]:8000"]),
        ("http://2130706433:8000/", ["127.0.0.1:8000"]),
    ],
)
def test_a_private_start_host_is_allowed_on_its_port(url, hosts):
    assert site_from_url(url).private_hosts() == hosts
    more = site_from_url(url).changed(allow_private=["www.town.example"])
    assert more.private_hosts() == [*hosts, "www.town.example"]


OWN = """[[sites.town.tasks]]
id = "ferry-pass"
name = "Buy a ferry pass"
keywords = [["ferry", "pass"]]
"""


def test_own_tasks_and_pins_are_read(tmp_path):
    text = (
        f'[sites.town]\n{START}tier = "district"\n{OWN}'
        '[sites.town.task_pages]\nmissed-bin = "https://town.example/bins#form"\n'
        'allotment = "none"\nferry-pass = "https://www.town.example/ferry"\n'
    )
    plan = load_sites(written(tmp_path, text))["town"].task_plan()
    assert plan.pins == {
        "missed-bin": "https://town.example/bins",
        "allotment": "",
        "ferry-pass": "https://www.town.example/ferry",
    }
    assert plan.tier == "district"
    (own,) = plan.own
    assert (own.id, own.keywords, own.is_own) == ("ferry-pass", (("ferry", "pass"),), True)
    assert own in plan.tasks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWN.replace("ferry-pass", "Ferry pass"), ["line 4", "small letters"]),
        (OWN.replace("ferry-pass", "missed-bin"), ["line 4", "every council has", "task_pages"]),
        (OWN.replace('[["ferry", "pass"]]', "[]"), ["line 6", "keywords"]),
        (OWN.replace('"ferry", "pass"', '"ferry pass"'), ["line 6", "not one word"]),
        (OWN.replace("name =", "title ="), ["line 5", "title", "tasks.name is missing"]),
        (OWN + 'action = "jump"\n', ["line 7", "'jump' is not known", "form_pay"]),
        (OWN + "colour = 1\n", ["line 7", "colour is not a known key"]),
        (OWN + OWN, ["several tasks have the id 'ferry-pass'"]),
        (OWN + OWN.replace("ferry-pass", "Ferry"), ["line 8", "small letters"]),
        (
            '[sites.town.task_pages]\nmissed-bim = "none"\n',
            ["line 4", "'missed-bim' is no task (perhaps missed-bin is meant)"],
        ),
        (
            '[sites.town.task_pages]\nallotment = "none"\nmissed-bin = "bins"\n',
            ["line 5", "missed-bin: must be the address of a page, or"],
        ),
        (
            '[sites.town.task_pages]\nmissed-bin = "https://other.example/bins"\n',
            ["line 4", "is not a page of this site"],
        ),
        ("[sites.town.task_pages]\nmissed-bin = 5\n", ["line 4", "task_pages.missed-bin is 5"]),
    ],
)
def test_a_mistake_in_tasks_is_told_with_its_place(tmp_path, text, words):
    said = complaint(tmp_path, f"[sites.town]\n{START}{text}")
    for word in words:
        assert word in said
