"""The page by Panel: panes that depend on one widget."""

import os

import panel as pn
import plotly.express as px

from benchmarks.peers import lines

LINES = lines.lines()
pn.extension("plotly", "tabulator")


def page() -> pn.Column:
    """The page of one session."""
    last_year = pn.widgets.Select(
        name="Last year", options=lines.YEARS, value=lines.YEARS[-1], css_classes=["last-year"]
    )
    panes = {name: pn.pane.Plotly(height=400, sizing_mode="stretch_width") for name in lines.SHOWN}
    table = pn.widgets.Tabulator(show_index=False, disabled=True)

    def show(year: str) -> None:
        chosen = lines.selected(LINES, year)
        for name, compute in lines.SHOWN.items():
            found = compute(chosen)
            panes[name].object = px.bar(
                x=found.index.astype(str), y=found.to_numpy(), title=f"{name} to {year}"
            )
        table.value = lines.latest(chosen).astype({"service": str, "provider": str})

    last_year.param.watch(lambda event: show(event.new), "value")
    show(last_year.value)
    return pn.Column("# Where the money goes", last_year, *panes.values(), table)


if __name__ == "__main__":
    pn.serve(page, address="127.0.0.1", port=int(os.environ["BENCHMARK_PORT"]), show=False)
