"""Tables about what was published."""

from commissioning.sharing.since import FileChange
from commissioning.tables.markup import Column, table
from commissioning.wording import count


def change_table(change: FileChange, most: int) -> str:
    """The rows of one file that are gone and that came, as HTML."""
    rows = [("was", row) for row in change.gone[:most]] + [
        ("is", row) for row in change.came[:most]
    ]
    left = max(0, len(change.gone) - most) + max(0, len(change.came) - most)
    names = change.heading
    held = [
        {"then": then, **dict(zip(map(str, range(len(names))), row, strict=False))}
        for then, row in rows
    ]
    more = f", the first of them; {count(left, 'row')} more" if left else ""
    return table(
        held,
        [
            Column("then", "Then or now"),
            *(Column(str(place), name, missing="empty") for place, name in enumerate(names)),
        ],
        caption=f"{change.name}{more}",
    )
