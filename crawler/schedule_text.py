"""What starts a night: the text of systemd units, of a crontab, and of a container."""

import hashlib
import shlex
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from crawler.schedule import Window

STOP_SECONDS = 60  # from SIGTERM to SIGKILL; pages in flight are left after 4
FOR_SITES = "/etc/dropkerb/secrets.env"  # where messages find their secrets; root's alone
OURS = "# dropkerb: "  # begins each line of a crontab that a later install replaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a night does, and what it may use. All paths are absolute."""

    name: str  # of the units, e.g. dropkerb-town
    program: tuple[str, ...]  # how the command is called
    sites: tuple[str, ...]
    record: Path
    out: Path
    sites_file: Path
    window: Window
    jitter_minutes: int
    user: str  # whose processes they are; empty in the scope of a user
    memory: str  # e.g. 4G
    cores: int

    @property
    def is_system(self) -> bool:
        return bool(self.user)

    def crawls(self) -> list[list[str]]:
        """Return the command of each site's run, in their order."""
        return [
            [
                *(*self.program, "crawl", site, "--db", str(self.record), "--out", str(self.out)),
                *("--sites", str(self.sites_file), "--until", f"{self.window.end:%H:%M}"),
                "--quiet",
            ]
            for site in self.sites
        ]

    def asks(self, *more: str) -> list[str]:
        """Return the command that says whether a scheduled run may start."""
        return [*self.program, "schedule", "due", "--db", str(self.record), *more]

    def checks(self) -> list[str]:
        """Return the command whose exit code tells how the night went."""
        return [*self.program, "status", "--db", str(self.record)]


def timer(job: Job) -> str:
    """Return the timer: once a day, caught up with after downtime, not by all sites at once."""
    return f"""[Unit]
Description=Starts the nightly website audit of {" ".join(job.sites)}
Documentation=man:systemd.timer(5)

[Timer]
OnCalendar=*-*-* {job.window.start:%H:%M}:00
RandomizedDelaySec={job.jitter_minutes}min
AccuracySec=1min
# A night that was missed, since the machine was off, is caught up with at the next start.
Persistent=true

[Install]
WantedBy=timers.target
"""


def service(job: Job) -> str:
    """Return the service: the sites one after another, within the window, fenced in."""
    length = int(job.window.length / timedelta(minutes=1))
    crawls = "\n".join(f"ExecStart=-{_line(words)}" for words in job.crawls())
    return f"""[Unit]
Description=Nightly website audit of {" ".join(job.sites)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
{_whose(job)}WorkingDirectory={_path(job.sites_file.parent)}
Environment=DROPKERB_BROWSERS={job.cores} HOME=/tmp
EnvironmentFile=-{FOR_SITES if job.is_system else "%h/.config/dropkerb/secrets.env"}
UMask=0027
# Paused nights do not start.
ExecCondition={_line(job.asks())}
# One site after another; one that fails keeps no other from its turn.
{crawls}
# The unit fails when a site's run did; a run that was done in part is no failure.
ExecStart={_line(job.checks())}
SuccessExitStatus=2
# A run ends itself in time. Should it not, SIGTERM goes to Dropkerb alone, so that its browsers
# live while pages in flight are written; what is left then is killed.
TimeoutStartSec={length}min
TimeoutStopSec={STOP_SECONDS}s
KillMode=mixed

# --- not more than its share
MemoryMax={job.memory}
CPUQuota={100 * job.cores}%
CPUWeight=20
IOWeight=20
Nice=10
TasksMax=2000
# A page that takes all the memory costs its browser, which is replaced, and not the night.
OOMPolicy=continue

{_fence(job)}"""


def _whose(job: Job) -> str:
    return f"User={job.user}\nGroup={job.user}\n" if job.is_system else ""


def _fence(job: Job) -> str:
    """Return what keeps the service from the rest of the machine, but leaves Chromium's sandbox.

    Chromium shuts its renderers in by namespaces of user, process and network, by chroot inside
    of them, and by seccomp: that is why those are let through. It compiles scripts to memory, so
    MemoryDenyWriteExecute is left out. It needs no privilege for any of it.
    """
    lines = [
        "# --- fenced in; what Chromium's own sandbox needs is left: namespaces of user, process",
        "# and network, chroot inside of them, seccomp; and memory that scripts are compiled to",
        "NoNewPrivileges=yes",
        "RestrictNamespaces=user pid net",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
        "RestrictSUIDSGID=yes",
        "RestrictRealtime=yes",
        "LockPersonality=yes",
        "SystemCallArchitectures=native",
        "SystemCallFilter=@system-service @pkey chroot seccomp",
        "SystemCallErrorNumber=EPERM",
        "KeyringMode=private",
    ]
    if not job.is_system:
        return "\n".join(lines) + "\n"
    written = sorted({_path(job.record.parent), _path(job.out.parent)})
    places = (job.record, job.out, job.sites_file, Path(job.program[0]))
    at_home = any(str(place).startswith(("/home/", "/root/")) for place in places)
    lines += [
        "CapabilityBoundingSet=",
        "AmbientCapabilities=",
        "ProtectSystem=strict",
        f"ReadWritePaths={' '.join(written)}",
        f"ProtectHome={'read-only' if at_home else 'yes'}",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "PrivateIPC=yes",
        "ProtectProc=invisible",
        "ProtectClock=yes",
        "ProtectHostname=yes",
        "ProtectControlGroups=yes",
        "ProtectKernelLogs=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "RemoveIPC=yes",
    ]
    return "\n".join(lines) + "\n"


def sysusers(job: Job) -> str:
    """Return the line by which systemd makes the user of the service, who can't log in."""
    return f'u {job.user} - "Nightly website audit" {job.record.parent}\n'


def crontab(job: Job, *, with_user: bool) -> str:
    """Return the lines of a crontab where there is no systemd.

    cron has no random delay, so the minute is drawn once, from the name of the record. A night
    that was missed is caught up with when the machine starts.
    """
    drawn = int(hashlib.sha256(str(job.record).encode()).hexdigest()[:8], 16)
    minutes = 60 * job.window.start.hour + job.window.start.minute
    minutes += drawn % (job.jitter_minutes + 1)
    seconds = int(job.window.length.total_seconds())
    bounded = ["timeout", f"--kill-after={STOP_SECONDS}", f"--signal=TERM {seconds}"]
    crawls = "; ".join(f"{' '.join(bounded)} nice {shlex.join(each)}" for each in job.crawls())
    night = f"cd {shlex.quote(str(job.sites_file.parent))} && {{may}} && {{{{ {crawls}; }}}}"
    who = f" {job.user}" if with_user else ""
    at_night = night.format(may=shlex.join(job.asks()))
    at_start = night.format(may=shlex.join(job.asks("--if-missed")))
    return "".join(
        f"{when}{who} {command.replace('%', chr(92) + '%')} {OURS}{job.name}\n"
        for when, command in (
            (f"{minutes % 60} {minutes // 60 % 24} * * *", at_night),
            ("@reboot", at_start),
        )
    )


CONTAINER = """\
# A night of Dropkerb in a container; build it in a checkout of Dropkerb:
#
#   podman build --tag dropkerb --file Containerfile .
#   podman run --rm --memory 4g --cpus 2 --pids-limit 2000 --cap-drop all --read-only \\
#       --security-opt no-new-privileges --tmpfs /tmp --shm-size 1g \\
#       --volume /srv/dropkerb:/srv/dropkerb dropkerb crawl example --until 05:00
#
# /srv/dropkerb holds sites.toml, the record and the report; it must belong to user 10001.
# Chromium keeps its sandbox: podman lets a process make user namespaces. Docker's own profile
# does not: there add --security-opt seccomp=chromium.json, a profile that allows clone, unshare,
# chroot and seccomp. Never run it as root: Chromium then has no sandbox.
# Start it from a timer or a crontab of the host, e.g. at 01:00.
FROM debian:bookworm-slim
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends ca-certificates chromium chromium-driver \\
       hunspell-en-gb npm python3 python3-venv tesseract-ocr tesseract-ocr-cym tini \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/dropkerb
COPY . .
RUN script/bootstrap && useradd --uid 10001 --home-dir /srv/dropkerb --no-create-home dropkerb
USER dropkerb
WORKDIR /srv/dropkerb
ENV HOME=/tmp DROPKERB_PROGRESS=lines
VOLUME /srv/dropkerb
STOPSIGNAL SIGTERM
HEALTHCHECK NONE
ENTRYPOINT ["/usr/bin/tini", "--", "/opt/dropkerb/.venv/bin/dropkerb"]
CMD ["status"]
"""


def _line(words: list[str]) -> str:
    """Return a command as systemd reads it: quoted, with nothing expanded."""
    return " ".join(_quoted(word.replace("$", "$$")) for word in words)


def _quoted(word: str) -> str:
    word = word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{word}"' if " " in word or "'" in word or not word else word


def _path(path: Path) -> str:
    return _quoted(str(path))
