"""Published extracts into a package: upload, see what would become of every row, then accept."""

from collections.abc import Callable

import streamlit as st

from commissioning import tables, wording
from commissioning.importing import headings, reporting, results
from commissioning.importing import mapping as mappings
from commissioning.importing.accounting import FilePlan, SheetPlan
from commissioning.importing.faults import MappingFault, NotAccepted
from commissioning.importing.planning import Plan
from commissioning.sharing.roles import Role
from commissioning.ui import access, cache, uploads
from commissioning.ui.components import heading, html, note, paragraph
from commissioning.wording import importing as words

REJECTS_SHOWN = 50
UNMAPPED_SHOWN = 20


def choose_files() -> None:
    """Choose a package and files, and have them read."""
    heading("Choose files")
    paragraph(words.WHAT_IS_READ)
    held = [row for row in cache.ask("package_list").rows if row["kind"] == "real"]
    names = [*(row["package"] for row in held), words.NEW_PACKAGE]
    chosen = st.selectbox("Package to import into", names, key="import_package")
    if chosen == words.NEW_PACKAGE:
        chosen = st.text_input(
            "Short name of the package",
            key="import_name",
            placeholder="such as made-council",
            help="Lower-case letters, digits and hyphens.",
        )
        st.text_input("Name of the body", key="import_body", placeholder="such as Made Council")
    files = st.file_uploader(
        "Files",
        type=uploads.TYPES,
        accept_multiple_files=True,
        max_upload_size=uploads.MEGABYTES,
        key="import_files",
    )
    if st.button("Read the files", key="import_read", disabled=not files, type="primary"):
        if not chosen:
            note("Give the package a short name first.")
            return
        with st.spinner("Reading the files"):
            _try(lambda: uploads.take(files, str(chosen)))


def what_is_recognised() -> None:
    """Every kind of record that is known by its headings."""
    html(
        tables.table(
            [*headings.recognised(), *headings.RECOGNISED_OTHERWISE],
            [
                tables.Column("kind", "What it is"),
                tables.Column("standard", "As published under"),
                tables.Column("headings", "Known by headings such as"),
            ],
            caption="What is recognised; for anything else you say once what its columns are",
        )
    )


def money(name: str, title: str) -> tables.Column:
    """A column of pounds, to the penny in every row."""
    return tables.Column(name, title, "figure", text=lambda row: words.pounds(row[name]))


def account(plan: Plan) -> None:
    """Rows in and pounds in, and what would become of them, file by file."""
    heading("What would become of every row")
    html(
        tables.table(
            [
                *(words.account_row(file.name, file.account) for file in plan.files),
                words.account_row("All files", plan.account),
            ],
            [
                tables.Column("name", "File"),
                tables.Column("rows_in", "Rows in", "number"),
                tables.Column("loaded", "Loaded", "number"),
                tables.Column("rejected", "Rejected", "number"),
                tables.Column("excluded", "Excluded", "number"),
                money("pounds_in", "£ in"),
                money("pounds_loaded", "£ loaded"),
                money("pounds_rejected", "£ rejected"),
                money("pounds_excluded", "£ excluded"),
            ],
            caption="Rows in are rows loaded, rejected and excluded; pounds likewise",
        )
    )


def file_part(file: FilePlan) -> None:
    """What one file is, what was decided about it and what has to be answered."""
    heading(f"{file.name}: {words.file_state(file)}", 3)
    if file.refused:
        paragraph(f"Refused: {file.refused}.")
    for sheet in file.sheets:
        named = f"Sheet “{sheet.sheet}”: " if sheet.sheet else ""
        kind = words.kind(sheet)
        paragraph(f"{named}{kind[:1].upper()}{kind[1:]}.")
        if sheet.questions:
            note("To be answered before it can be loaded", sheet.questions)
        with st.expander("What was decided, and the first rows", key=f"import_said_{sheet.number}"):
            html(words.listed(words.sheet_lines(sheet)))
            html(
                tables.table(
                    words.sample_rows(sheet),
                    [
                        tables.Column(str(number), name, missing="empty")
                        for number, name in enumerate(words.heading_names(sheet)[:12])
                    ],
                    caption="The first rows as they stand",
                )
            )
        if sheet.questions and (sheet.match is None or sheet.mapping is not None):
            answers(sheet)


def answers(sheet: SheetPlan) -> None:
    """A form that says what a sheet is and what cannot be told from it."""
    names = words.heading_names(sheet)
    known = sheet.match.target if sheet.match else "spend"
    with st.form(f"import_answers_{sheet.number}"):
        kinds = list(words.KINDS)
        target = st.selectbox(
            "What it is",
            kinds,
            index=kinds.index(known),
            format_func=lambda kind: words.KINDS[kind],
        )
        chosen = {}
        for column, label in words.COLUMN_LABELS.items():
            place = sheet.match.columns.get(column, -1) if sheet.match else -1
            chosen[column] = st.selectbox(
                label,
                ["", *names],
                index=place + 1 if 0 <= place < len(names) else 0,
                key=f"import_{sheet.number}_{column}",
            )
        order = st.selectbox(
            "Order of day and month", ["", *mappings.ORDERS], format_func=words.option_words
        )
        day = st.text_input("Date of every row that has none", placeholder="such as 2024-03-31")
        equal = st.selectbox(
            "Rows that are equal", ["", *mappings.IDENTICAL], format_func=words.option_words
        )
        bare = sheet.match is None and st.checkbox("Its first row is not headings but data")
        name = st.text_input("Keep these answers as", value=f"{known}-{sheet.number}")
        if st.form_submit_button("Read again with these answers"):
            said = {"date_order": str(order), "date": day, "identical_rows": str(equal)}
            made = words.answered(sheet, name, str(target), chosen, said, bare=bool(bare))
            if _try(lambda: uploads.answer(mappings.parsed(made.text(), made.name))):
                st.rerun()


def rejected(plan: Plan) -> None:
    """The first rejected values, and what counts under no service."""
    found = [vars(reject) for reject in results.rejects(plan, REJECTS_SHOWN)]
    if found:
        heading("Rejected values", 3)
        html(
            tables.table(
                found,
                [
                    tables.Column("file", "File"),
                    tables.Column("sheet", "Sheet", missing="only one"),
                    tables.Column("line", "Line", "number"),
                    tables.Column("field", "Column"),
                    tables.Column("value", "Value found", missing="empty"),
                    tables.Column("reason", "Why it was rejected"),
                ],
                caption=f"The first {wording.count(len(found), 'rejected value')}",
            )
        )
    loose = [vars(value) for value in results.unmapped(plan, UNMAPPED_SHOWN)]
    if loose:
        heading("Not assigned to a service", 3)
        html(words.listed(words.unassigned_lines(plan.summary.not_assigned)))
        paragraph(words.HOW_TO_ASSIGN)
        html(
            tables.table(
                loose,
                [
                    tables.Column("resource", "Extract"),
                    tables.Column("field", "Column"),
                    tables.Column("value", "Value", missing="blank"),
                    tables.Column("rows", "Rows", "number"),
                    money("pounds", "Amount"),
                ],
                caption="The largest amounts that no service is named for",
            )
        )


def acceptance(plan: Plan) -> None:
    """The report to take away, and the button that changes the package."""
    heading("Accept")
    st.download_button(
        "Download the whole report (CSV)",
        lambda: reporting.text(plan),
        file_name="import-report.csv",
        mime="text/csv",
        key="import_report",
        on_click="ignore",
    )
    paragraph(words.acceptance_sentence(plan.account, ready=plan.ready))
    body = str(st.session_state.get("import_body", ""))
    if st.button("Accept into the package", key="import_accept", disabled=not plan.ready):
        with st.spinner("Checking, writing and building"):
            if _try(lambda: uploads.accept(body)):
                st.rerun()


def _try(step: Callable[[], object]) -> bool:
    """Do a step; a fault in what was asked is said, and nothing was changed."""
    try:
        step()
    except (MappingFault, NotAccepted) as fault:
        note("Nothing was changed", (str(fault),))
        return False
    return True


def page() -> None:
    """The whole of it, for whoever may import."""
    if not access.may(Role.PUBLISHER):
        paragraph(words.NOT_ALLOWED)
        return
    choose_files()
    held = uploads.uploads()
    if held.accepted is not None:
        note("Accepted", words.accepted_lines(held.accepted))
    if held.plan is None:
        what_is_recognised()
        return
    account(held.plan)
    for file in held.plan.files:
        file_part(file)
    rejected(held.plan)
    acceptance(held.plan)


page()
