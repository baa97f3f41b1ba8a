"""What ``python -m commissioning changes`` does."""

from commissioning import questions
from commissioning.commands.usage import hold_to_what_is_there
from commissioning.settings import Settings
from commissioning.store import Store
from commissioning.wording import changes as words

EVERY_ROW = 1_000_000


def print_changes(since: str | None, package: str | None, place: Settings) -> None:
    """Print which figures and rows are not what they were in an earlier version of the data.

    Raises UsageFault for a package that is not there, VersionUnavailable for a version.
    """
    store = Store(place)
    listed = questions.package_list(store)
    name = package or listed.rows[0]["package"]
    hold_to_what_is_there(store, {"package": name})
    now, *earlier = questions.data_versions(store).rows
    if since is None and not earlier:
        print(f"Only one version of the data is kept: {words.version_words(now)}.")
        return
    compared = Store(place, since if since is not None else earlier[0]["data_version"])
    then = next(row for row in questions.data_versions(compared).rows if row["is_compared"])
    figures = questions.figure_changes(compared, package=name)
    print(f"Package {name}.")
    print(words.changes_sentence(figures.rows, words.version_words(then), words.version_words(now)))
    for row in figures.rows:
        print(f"  {words.figure_name(row)}: {words.before_and_now(row)}")
    print(words.rows_sentence(questions.row_change_counts(compared, package=name).rows))
    for row in questions.row_changes(compared, package=name, limit=EVERY_ROW).rows:
        print(f"  {words.row_words(row)}")
    for sentence in words.incomparable_sentences(compared.incomparable):
        print(sentence)
