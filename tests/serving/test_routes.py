"""Every address the servers answer to: a new one fails here until somebody has thought about it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commissioning.charts.frame import CONFIG
from commissioning.settings import PROJECT
from commissioning.viewer.application import Viewing, viewer

# What answers, and who is let in by it; the gate is before all of it but what is marked open.
DASHBOARD = {
    "/health": "open: whether the server answers, and no figure",
    "/metrics": "closed, but for this machine where a setting opens it",
    "/robots.txt": "open: search engines are asked to stay away",
    "/s": "open: published links, each with its own key",
    "/plotly/plotly-*.min.js": "the library that draws charts",
    "/plotly/plotly-basic-*.min.js": "the part of it that draws most",
    "/plotly/*/sheet.js": "the script that lays out words, charts and folds",
    "/plotly/*/plot.js": "the script that draws a chart",
    "/plotly/*/words.js": "the script that lets words onto the page",
    "/plotly/*/picture.js": "the script that makes pictures of charts",
    "/_stcore/health": "open: Streamlit's own health",
    "/_stcore/metrics": "closed",
    "/_stcore/host-config": "what Streamlit's front end starts with",
    "/media/{file_id:path}": "files made for one session",
    "/_stcore/upload_file/{session_id}/{file_id}": "files given by one session",
    "/component/{path:path}": "Streamlit's components",
    "/_stcore/bidi-components/{path:path}": "Streamlit's components",
    "/_stcore/stream": "the connection of a session",
    "/auth/login": "the way to the sign-in",
    "/auth/logout": "the way out",
    "/oauth2callback": "the way back from the sign-in",
    "/_stcore/agent/interact": "closed",
    "/_stcore/agent/mcp": "closed",
    "/_stcore/agent/openapi.json": "closed",
    "": "Streamlit's front end, and the index page for every other address",
}
VIEWER = {"/s", "/health", "/robots.txt"}
MIDDLEWARE = [
    "SecurityHeaders",
    "TrustedHostMiddleware",
    "Gate",
    "ClosedEndpoints",
    "CompressedAssets",
    "IndexPage",
]
SCRIPT = """
import json, re, dashboard
built = dashboard.app._build_starlette_app()
def masked(path):
    return re.sub(r"(?<=[-/])(\\d+\\.\\d+\\.\\d+|[0-9a-f]{16})(?=[./])", "*", path)
print(json.dumps({
    "routes": sorted({masked(route.path) for route in built.routes}),
    "middleware": [each.cls.__name__ for each in built.user_middleware],
}))
"""


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=PROJECT,
        env={"COMMISSIONING_PUBLISHED": str(tmp_path_factory.mktemp("published"))},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_threat_17_the_dashboard_answers_to_these_addresses_alone(
    dashboard: dict[str, list[str]],
) -> None:
    assert sorted(dashboard["routes"]) == sorted(DASHBOARD)


def test_threat_17_the_gate_stands_before_everything_that_answers(
    dashboard: dict[str, list[str]],
) -> None:
    own = [name for name in dashboard["middleware"] if name in MIDDLEWARE]
    assert own == MIDDLEWARE
    gate = dashboard["middleware"].index("Gate")
    assert not {"ClosedEndpoints", "CompressedAssets", "IndexPage"} & set(
        dashboard["middleware"][:gate]
    )


def test_threat_17_the_viewer_answers_to_these_addresses_alone(tmp_path: Path) -> None:
    assert {route.path for route in viewer(Viewing(tmp_path)).routes} == VIEWER


def test_plotlys_upload_button_is_off_wherever_a_chart_is_drawn() -> None:
    assert CONFIG["showSendToCloud"] is False
    drawn = []
    for script in (PROJECT / "commissioning").rglob("*.js"):
        for call in re.findall(r"Plotly\.(?:react|newPlot)\(([^;]*)\);", script.read_text("utf-8")):
            # Place, data, layout and what Plotly is told to leave out.
            assert call.split(",")[3].strip().rpartition(".")[2] == "config", script
            drawn.append(script.name)
    assert drawn == ["plot.js"]
