"""How pages answer on a ledger of hundreds of services and thousands of providers.

    python -m benchmarks.crowded

makes such a ledger from a seed, builds it, runs each page as a reader's change would (the page's
own run, without a browser) and prints the median of several in milliseconds.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.report import Row, machine, write
from commissioning import building
from commissioning.settings import PROJECT, Settings
from tests.made_package import payment, write_package

SERVICES, PROVIDERS, LINES, RUNS = 400, 3_000, 60_000, 5
PAGES = ("providers", "bridge", "services", "funding_flow")
SEED = 20261124


def ledger() -> Iterator[dict[str, object]]:
    """Payments of five whole years, every provider and service among them."""
    draw = random.Random(SEED)  # noqa: S311 - amounts to measure with, and no secret
    for number in range(LINES):
        year, month = 2020 + number % 5, 1 + draw.randrange(12)
        service, provider = number % SERVICES, draw.randrange(PROVIDERS)
        yield payment(
            f"line-{number}",
            f"{year + (month < 4)}-{month:02d}-{draw.randrange(1, 29):02d}",
            f"{draw.lognormvariate(9, 1.5):.2f}",
            service_id=f"S{service}",
            service=f"Service {service}",
            programme=f"Programme {service % 12}",
            provider=f"Provider {provider}",
            area=f"Area {provider % 32}",
            funding_source=f"Funder {provider % 7}",
            instrument="grant" if service % 3 else "contract",
        )


def main() -> None:
    """Write one row a page: the median time of its run; the first is the build."""
    measured_by = machine()
    with tempfile.TemporaryDirectory() as folder:
        made = Settings(Path(folder) / "data", Path(folder) / "builds")
        write_package(made.data, "crowded", {"spend_lines": ledger()})
        started = time.perf_counter()
        building.build(made)
        took = time.perf_counter() - started
        rows = [Row("Build", f"{took:.1f} s", "")]
        os.environ |= {
            "COMMISSIONING_DATA": str(made.data),
            "COMMISSIONING_BUILDS": str(made.builds),
        }
        for page in PAGES:
            app = AppTest.from_file(
                str(PROJECT / "commissioning" / "ui" / "app.py"), default_timeout=60
            )
            app.run()
            app.switch_page(f"../../pages/{page}.py")
            app.run()
            times = []
            for run in range(RUNS):
                # Another choice each time, so that no answer is there already.
                if page in ("providers", "services"):
                    app.text_input(key="find").input(f"{run}")
                app.selectbox(key="first_year").select(f"{2020 + run % 3}/{21 + run % 3}")
                began = time.perf_counter()
                app.run()
                times.append(1000 * (time.perf_counter() - began))
            if not app.get("bidi_component"):
                raise RuntimeError(f"/{page} drew nothing")
            rows.append(Row(f"Page run, /{page}", f"{statistics.median(times):.0f} ms", "200 ms"))
    write("crowded", rows, measured_by)


if __name__ == "__main__":
    main()
