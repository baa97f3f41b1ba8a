"""Start the viewer: ``python -m commissioning.viewer``.

It listens on the loopback address, where a proxy finds it; ``--address`` and ``--port`` say
otherwise. Exit code 2 when its settings are at fault.
"""

import argparse
import signal
import sys

import uvicorn

from commissioning import logs, settings
from commissioning.viewer.application import from_environment, viewer

PORT = 8502
# What readers have begun to fetch is finished when the viewer is told to stop, within this time.
SECONDS_TO_FINISH = 10


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(
        prog="python -m commissioning.viewer", description="Serve published links, and no more."
    )
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=PORT)
    known = parser.parse_args(arguments)
    try:
        application = viewer(from_environment(settings.from_environment().published))
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    logs.to_stderr()
    # uvicorn ends in order when it is told to, and then as the signal would have ended it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"Published links are served at http://{known.address}:{known.port}/s/", file=sys.stderr)
    # Addresses are keys to what they open, so they are written to no log.
    uvicorn.run(
        application,
        host=known.address,
        port=known.port,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
