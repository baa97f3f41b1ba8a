"""What the server tells the machines that run it: whether it answers, and how much it does.

``/health`` is true only when a question to the data that readers see is answered. ``/metrics`` is
closed unless ``COMMISSIONING_METRICS`` is 1, and then answers this machine alone: a request that a
proxy passed on is not from this machine, whatever its address says.
"""

import logging
import os
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit.runtime import exists, get_instance
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY

from commissioning import asked
from commissioning.faults import QuestionFault, StoreUnavailable
from commissioning.ui import cache
from commissioning.ui.gate import from_this_machine

LOGGER = logging.getLogger("commissioning")
HEALTH, METRICS = "health", "metrics"
# Whoever asks for health wants to know it soon; a balancer gives up after a few seconds.
HEALTH_SECONDS = 3.0
QUESTION = "package_list"
METRICS_SETTING = "COMMISSIONING_METRICS"
STATM = Path("/proc/self/statm")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
UNCACHED = {"cache-control": "no-store"}


def routes(base: str) -> list[Route]:
    """The routes below a base path: ``""``, or a path that begins with a slash."""
    return [
        Route(f"{base}/{HEALTH}", health),
        Route(f"{base}/{METRICS}", metrics),
    ]


async def health(_: Request) -> JSONResponse:
    """200 when a question is answered within ``HEALTH_SECONDS``; 503 and why when it is not."""
    try:
        with anyio.fail_after(HEALTH_SECONDS):
            # Left to itself when it takes longer: the question has a time limit of its own.
            version = await anyio.to_thread.run_sync(_answered, abandon_on_cancel=True)
    except TimeoutError:
        return _unwell(f"A question was not answered within {HEALTH_SECONDS:g} seconds.")
    except StoreUnavailable:
        LOGGER.exception("health: no store")
        return _unwell("There is no data that can be served; the reason is in the server's log.")
    except QuestionFault:
        LOGGER.exception("health: refused")
        return _unwell("A question was refused; the reason is in the server's log.")
    except Exception:
        LOGGER.exception("health: failed")
        return _unwell("The data could not be opened; the reason is in the server's log.")
    return JSONResponse({"healthy": True, "data_version": version}, headers=UNCACHED)


async def metrics(request: Request) -> Response:
    """What this process has done so far, as Prometheus reads it; 404 to all who may not ask."""
    if os.environ.get(METRICS_SETTING) != "1" or not from_this_machine(request.scope):
        return PlainTextResponse("Not found", status_code=404)
    text = await anyio.to_thread.run_sync(_metrics_text)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4", headers=UNCACHED)


def _answered() -> str:
    """The data version of the store that answered."""
    store = cache.served()
    if not store.ask(QUESTION).rows:
        raise QuestionFault(QUESTION, "no package is listed")
    return store.data_version


def _unwell(reason: str) -> JSONResponse:
    return JSONResponse({"healthy": False, "reason": reason}, status_code=503, headers=UNCACHED)


def _metrics_text() -> str:
    counts = asked.counts()
    lines = _family("questions_total", "counter", "Questions asked of the data.")
    lines += [_sample("questions_total", count.asked, question=n) for n, count in counts.items()]
    lines += _family("question_seconds_total", "counter", "Time the questions took.")
    lines += [
        _sample("question_seconds_total", round(count.seconds, 6), question=name)
        for name, count in counts.items()
    ]
    lines += _family("question_rows_total", "counter", "Rows the questions returned.")
    lines += [_sample("question_rows_total", count.rows, question=n) for n, count in counts.items()]
    lines += _family("questions_failed_total", "counter", "Questions refused, or stopped as long.")
    lines += [
        _sample("questions_failed_total", failures, question=name, outcome=outcome)
        for name, count in counts.items()
        for outcome, failures in sorted(count.failed.items())
    ]
    lines += _family("sessions", "gauge", "Readers connected.")
    lines.append(_sample("sessions", _sessions()))
    lines += _family("memory_bytes", "gauge", "Memory of this process that is in use.")
    lines.append(_sample("memory_bytes", _resident_bytes()))
    lines += _family("data_info", "gauge", "The version of the data that is served.")
    version = cache.served_version()
    lines.append(_sample("data_info", 1 if version else 0, data_version=version))
    return "\n".join(lines) + "\n"


def _family(name: str, kind: str, about: str) -> list[str]:
    return [f"# HELP commissioning_{name} {about}", f"# TYPE commissioning_{name} {kind}"]


def _sample(name: str, value: float, **labels: str) -> str:
    """A line of the text format; every label is a name out of this project or a hash."""
    written = ",".join(f'{label}="{text}"' for label, text in labels.items())
    return (
        f"commissioning_{name}{{{written}}} {value}"
        if written
        else (f"commissioning_{name} {value}")
    )


def _sessions() -> int:
    if not exists():
        return 0
    families = get_instance().stats_mgr.get_stats(family_names=[ACTIVE_SESSIONS_FAMILY])
    return sum(int(getattr(stat, "value", 0)) for stats in families.values() for stat in stats)


def _resident_bytes() -> int:
    return int(STATM.read_text(encoding="ascii").split()[1]) * PAGE_BYTES
