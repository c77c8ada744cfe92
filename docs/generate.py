"""Write the parts of the documentation that the code knows best. Called by cog; see script/docs."""

import re
from pathlib import Path

import click
from sqlite_utils import Database

from audits.registry import Audit, load
from audits.requirements import REQUIREMENTS
from crawler.cli import cli
from crawler.store.migrations import migrations

ROOT = Path(__file__).parent.parent
DOCUMENTED_SETTING = re.compile(
    r"^(DROPKERB_\w+)(?:\s*:[^=]+)?\s*=\s*(.+?)\s+# (.+)$", re.MULTILINE
)
COLUMN = re.compile(r"^(?:\s{4}|(?:/\*\*/)?, )(\w+) ([A-Z]+)\b.*?-- (.+)$")  # a comma: added later
REFERENCE = re.compile(r"REFERENCES (\w+)\((\w+)\)")


def audits() -> str:
    """Return every audit of our own, by category."""
    found = list(load().values())
    parts = []
    for category in dict.fromkeys(each.category for each in found):
        parts.append(f"\n## {category.capitalize()}\n")
        parts += [_audit(each) for each in found if each.category == category]
    return "\n".join(parts)


def _audit(audit: Audit) -> str:
    scope = "each page" if audit.scope == "page" else "the whole site"
    facts = [f"Judges {scope}", f"version {audit.version}"]
    if audit.unit:
        facts.append(f"measured in {audit.unit}")
    facts += [_criterion(each) for each in audit.requirements]
    texts = {"Why": audit.why, "What": audit.checks, "Fix": audit.fix, "Source": audit.source}
    body = "\n\n".join(
        f"**{name}.** {text.replace(chr(10), ' ')}" for name, text in texts.items() if text
    )
    return f"### {audit.id}\n\n*{'; '.join(facts)}.*\n\n{audit.title}. When not: “{audit.failure_title}”.\n\n{body}\n"


def _criterion(requirement_id: str) -> str:
    found = REQUIREMENTS[requirement_id]
    return f"[WCAG {requirement_id.removeprefix('wcag:')} {found.title}, level {found.level}]({found.url})"


def commands() -> str:
    """Return the help of every command, as the terminal shows it."""
    pages = [_help("dropkerb", cli)]
    for name, command in sorted(cli.commands.items()):
        pages.append(_help(f"dropkerb {name}", command))
        if isinstance(command, click.Group):
            inner = sorted(command.commands.items())
            pages += [_help(f"dropkerb {name} {each}", found) for each, found in inner]
    return "\n".join(pages)


def _help(name: str, command: click.Command) -> str:
    context = click.Context(
        command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"]
    )
    heading = "#" * (2 + name.count(" "))
    return f"\n{heading} {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def settings() -> str:
    """Return Dropkerb's own settings, with their defaults and the comment beside each."""
    source = (ROOT / "settings.py").read_text("utf-8")
    rows = [
        f"| `{name}` | `{default}` | {said} |"
        for name, default, said in DOCUMENTED_SETTING.findall(source)
    ]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows])


def undescribed_settings() -> list[str]:
    """Return the assignments in settings.py that no comment explains."""
    lines = (ROOT / "settings.py").read_text("utf-8").splitlines()
    return [
        line
        for line in lines
        if re.match(r"[A-Z][A-Z_]+\b[^=]*=", line)
        and not line.rstrip().endswith(("{", "[", "("))
        and "# " not in line
        and not line.startswith(("SPIDER_MODULES", "NEWSPIDER_MODULE", "SCHEDULER", "TWISTED"))
    ]


def database() -> str:
    """Return every table and view of the record, from the comments in its schema."""
    db = Database(memory=True)
    migrations.apply(db)
    parts = ["\n## Tables\n"]
    objects = [
        (row["type"], row["name"], row["sql"])
        for row in db.query(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        )
        if not row["name"].startswith(("_", "sqlite_"))
    ]
    parts += [_table(name, sql) for kind, name, sql in objects if kind == "table"]
    parts.append(
        "\n## Views\n\nThe questions people ask, answered; reports read these and the tables.\n"
    )
    parts += [_view(db, name, sql) for kind, name, sql in objects if kind == "view"]
    return "\n".join(parts)


def _table(name: str, sql: str) -> str:
    first, *lines = sql.splitlines()
    rows = ["| column | type | what it holds |", "|---|---|---|"]
    for line in lines:
        if found := COLUMN.match(line):
            column, kind, said = found.groups()
            points_at = REFERENCE.search(line)
            more = f" (→ `{points_at[1]}`)" if points_at else ""
            rows.append(f"| `{column}` | {kind.lower()} | {said}{more} |")
    return f"### {name}\n\n{_comment(first)}.\n\n" + "\n".join(rows) + "\n"


def _view(db: Database, name: str, sql: str) -> str:
    columns = ", ".join(f"`{each.name}`" for each in db.view(name).columns)
    return f"### {name}\n\n{_comment(sql.splitlines()[0])}.\n\nColumns: {columns}\n"


def _comment(line: str) -> str:
    return line.partition("--")[2].strip().rstrip(".")


def undescribed_columns() -> list[str]:
    """Return the columns, tables and views whose schema says nothing about them."""
    db = Database(memory=True)
    migrations.apply(db)
    missing = []
    for table in db.tables:
        if table.name.startswith(("_", "sqlite_")):
            continue
        first, *lines = table.schema.splitlines()
        described = {found[1] for line in lines if (found := COLUMN.match(line))}
        if not _comment(first):
            missing.append(table.name)
        missing += [
            f"{table.name}.{column.name}"
            for column in table.columns
            if column.name not in described
        ]
    missing += [view.name for view in db.views if not _comment(view.schema.splitlines()[0])]
    return missing
