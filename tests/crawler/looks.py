"""Browsers for tests, and what is read off their looks."""

import psutil

from crawler.browser import BrowserSettings
from crawler.provision import axe_or_complain


def settings_for(*servers, **more):
    """Return settings for browsers that may open what these servers of ours serve.

    Pages are judged there by axe alone, unless the second engine is asked for.
    """
    hosts = tuple(f"127.0.0.1:{server.server_port}" for server in servers)
    return BrowserSettings(axe_path=axe_or_complain(), private_hosts=hosts, **more)


def violations(look):
    assert look.axe is not None, look
    return {rule["id"] for rule in look.axe["violations"]}


def targets(look, rule):
    return [
        node["target"]
        for found in look.axe["violations"]
        if found["id"] == rule
        for node in found["nodes"]
    ]


def driver_of(pool):
    return psutil.Process(pool._seats[0].chromium._service.process.pid)
