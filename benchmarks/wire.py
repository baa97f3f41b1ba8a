"""What comes over the wire to a page, and a wire as slow as those that readers have."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession

# 10 Mbit/s and 40 ms, as Chromium emulates them.
LINK = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}


@dataclass
class Wire:
    """Bytes that reached a page, by the browser's own count."""

    received: float = 0

    def listen(self, session: CDPSession) -> None:
        """Count what the browser's network reports from here on."""
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._framed)

    def _finished(self, event: dict[str, float]) -> None:
        self.received += event["encodedDataLength"]

    def _framed(self, event: dict[str, dict[str, str]]) -> None:
        data = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.received += len(data) * 3 / 4 if binary else len(data)
