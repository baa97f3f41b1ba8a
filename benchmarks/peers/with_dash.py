"""The page by Plotly Dash: one callback for the charts and the table."""

import os

import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

from benchmarks.peers import lines

LINES = lines.lines()
app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("Where the money goes"),
        dcc.RadioItems(lines.YEARS, lines.YEARS[-1], id="last-year"),
        *(dcc.Graph(id=name) for name in lines.SHOWN),
        dash_table.DataTable(id="latest", page_size=50),
    ]
)


@app.callback(
    *(Output(name, "figure") for name in lines.SHOWN),
    Output("latest", "data"),
    Input("last-year", "value"),
)
def shown(last_year: str) -> tuple[object, ...]:
    """Four figures and the rows of the table."""
    chosen = lines.selected(LINES, last_year)
    figures = []
    for name, compute in lines.SHOWN.items():
        found = compute(chosen)
        figures.append(
            px.bar(x=found.index.astype(str), y=found.to_numpy(), title=f"{name} to {last_year}")
        )
    return (*figures, lines.latest(chosen).to_dict("records"))


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=os.environ["BENCHMARK_PORT"], debug=False)
