"""The tables of `docs/retention.md` and `docs/person-export.md`, made from the rules; a test sees that they agree."""

from collections.abc import Iterator

from organisations.erasure.base import Kind
from organisations.erasure.registry import rooms
from organisations.rules.retention import ALLOWED


def retention_table() -> str:
    """Return, per kind of row, how long it is kept, from when, why, and on what request it goes at once (Markdown)."""
    lines = ["| what | term | counts from | kept | goes at once on request |", "|---|---|---|---|---|"]
    lines += [_retention_line(kind) for _room, kind in rooms.kinds()]
    return "\n".join(lines)


def _retention_line(kind: Kind) -> str:
    grounds = ", ".join(sorted(ground.value for ground in kind.goes_on)) or "never"
    return f"| {kind.label} | `{kind.term}` | {kind.counts_from} | {kind.why} | {grounds} |"


def terms_table() -> str:
    """Return every term with its setting, its default and its floor (Markdown)."""
    lines = ["| term | setting | default | at least |", "|---|---|---|---|"]
    for term, allowed in ALLOWED.items():
        unit = "years" if allowed.in_years else "days"
        lines.append(f"| `{term}` | `{allowed.setting}` | {allowed.default} {unit} | {allowed.floor} {unit} |")
    return "\n".join(lines)


def export_table() -> str:
    """Return the keys of an export that come straight from rows (Markdown)."""
    return "\n".join(["| key | what | fields |", "|---|---|---|", *_export_lines()])


def _export_lines() -> Iterator[str]:
    for _room, kind in rooms.kinds():
        if kind.fields:
            yield f"| `{kind.name}` | {kind.label} | {', '.join(f'`{name}`' for name in kind.fields)} |"
