"""The table of the level check's rules in CONTRIBUTING.md, which ``make guide`` writes."""

from descent_game.checking.rules import RULES, Rule, Severity
from tests.guide import ROOT

PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- rules: written by `make guide` -->\n", "<!-- end of rules -->\n"


def rule_table() -> str:
    """Return the table in Markdown, a row for each rule in the order of ``RULES``."""
    rows = (_row(name, rule) for name, rule in RULES.items())
    return "\n".join(["| rule | requires that |", "| --- | --- |", *rows, ""])


def _row(name: str, rule: Rule) -> str:
    label = "" if rule.severity is Severity.ERROR else f" ({rule.severity})"
    prefix = "nothing; reports " if rule.severity is Severity.NOTE else ""
    return f"| `{name}`{label} | {prefix}{rule.statement} |"


def with_table(page: str) -> str:
    """Return the text of the page with the table between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{rule_table()}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
