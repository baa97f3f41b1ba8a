"""What a rule of scrutiny found, as a table: each question with its numbers and its rows."""

from collections.abc import Callable, Mapping

from commissioning.tables.markup import Column, table
from commissioning.wording.figures import Row, Rows, count
from commissioning.wording.scrutiny import found_words, question_words

# What amount_gbp, compared_gbp and percent are for each rule; a rule has only the columns it names.
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "growth_without_results": {
        "amount_gbp": "Last whole year",
        "compared_gbp": "Year before",
        "percent": "Change",
    },
    "provider_share": {
        "amount_gbp": "This provider",
        "compared_gbp": "All that names a provider",
        "percent": "Share",
    },
    "cliff_edge": {"amount_gbp": "Amount that ends", "last_day": "Last day"},
    "money_without_target": {"amount_gbp": "Last whole year"},
    "paid_without_decision": {"amount_gbp": "Paid", "lines": "Payments"},
    "paid_over_contract": {
        "amount_gbp": "Paid",
        "compared_gbp": "Contracted",
        "percent": "Above",
    },
}
# What a finding links to: its decisions, or as near to its rows as a page comes.
ROWS = {
    "decisions": "See the decisions",
    "contracts": "See the contracts extract",
    "paid": "See payments by year",
}
KINDS = {
    "amount_gbp": "pounds",
    "compared_gbp": "pounds",
    "percent": "percent",
    "lines": "number",
    "last_day": "date",
}


def findings_table(rows: Rows, rule: str, *, link: Callable[[Row], str | None]) -> str:
    """A row a question of one rule (``scrutiny``); ``link`` leads to the rows behind it."""
    return table(
        rows,
        [
            Column("question", "Question", "long", text=lambda row: question_words(rule, row)),
            *(Column(name, words, KINDS[name]) for name, words in HEADINGS[rule].items()),
            Column("filed_as", "Rows", text=lambda row: ROWS[row["family"]], link=link),
        ],
        caption=f"{count(len(rows), 'question')} from this rule",
    )


def rules_table(rows: Rows) -> str:
    """How many questions each rule found: rows of ``rule`` and ``number``, None when not asked."""
    return table(
        rows,
        [
            Column("rule", "Rule"),
            Column("number", "Questions", "number", text=lambda row: found_words(row["number"])),
        ],
        caption="Questions by rule",
    )
