"""Which schedulers are talked to, and what travels to them and back."""

import pickle
from pathlib import Path

import pytest

from audits.derive.page import page_artefacts
from audits.run import judge_page
from crawler.browser import Answer, Look
from crawler.cluster import Tls, security_for, whereabouts
from crawler.executor import ExecutorError
from crawler.looking import Job, Judged


def test_this_machine_needs_no_tls(caplog):
    assert not security_for("tcp://127.0.0.1:8786", Tls()).require_encryption
    assert not caplog.records


def test_a_private_network_without_tls_is_warned_of(caplog):
    assert not security_for("tcp://10.1.2.3:8786", Tls()).require_encryption
    assert "without TLS" in caplog.text


def test_the_internet_without_tls_is_refused():
    with pytest.raises(ExecutorError, match="on the internet and without TLS"):
        security_for("tcp://9.9.9.9:8786", Tls())


@pytest.mark.parametrize(
    "address",
    ["", "scheduler", "127.0.0.1:8786", "tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://a:b"],
)
def test_what_is_no_address_is_told_so(address):
    with pytest.raises(ExecutorError, match="no address of a Dask scheduler"):
        security_for(address, Tls())


def test_each_file_of_tls_is_asked_for(tmp_path):
    files = {name: str(tmp_path / name) for name in ("ca", "cert", "key")}
    with pytest.raises(ExecutorError, match="DROPKERB_TLS_CERT is not set"):
        security_for("tls://9.9.9.9:8786", Tls(ca=__file__))
    with pytest.raises(ExecutorError, match=r"DROPKERB_TLS_CA names .*/ca, which cannot be read"):
        security_for("tls://9.9.9.9:8786", Tls(**files))
    for path in files.values():
        Path(path).touch()
    security = security_for("tls://9.9.9.9:8786", Tls(**files))
    assert security.require_encryption
    assert security.tls_worker_cert == security.tls_client_cert == files["cert"]


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("127.0.0.1", "this machine"),
        ("::1", "this machine"),
        ("localhost", "this machine"),
        ("192.168.0.9", "private network"),
        ("fd00::1", "private network"),
        ("0.0.0.0", "private network"),
        ("9.9.9.9", "internet"),
    ],
)
def test_whereabouts_of_a_host(host, where):
    assert whereabouts(host) == where


def test_a_job_and_its_result_can_be_sent():
    url = "https://www.example.gov.uk/"
    job = Job(url=url, answer=Answer(200, (("Content-Type", "text/html"),), b"<p>Hello"))
    assert pickle.loads(pickle.dumps(job)) == job
    artefacts = page_artefacts("<html lang=en><title>Home</title><p>Hello", url, axe=None)
    judged = Judged(
        url=url, look=Look(state="ok"), is_judged=True, judgements=tuple(judge_page(artefacts))
    )
    assert pickle.loads(pickle.dumps(judged)) == judged
    assert len(judged.judgements) > 5
