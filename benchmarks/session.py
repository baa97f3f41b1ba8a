"""One reader's session with the server, without a browser: Streamlit's own messages."""

import socket
import time
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol


class Session:
    """An open session whose page has run once. ``page`` is its address without the slash."""

    def __init__(self, port: int, page: str) -> None:
        self._socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        self._page = page
        self._widgets: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._run()

    def choose(self, label: str, value: str) -> float:
        """Choose ``value`` in the list called ``label``; return seconds until the page is run."""
        self._chosen[self._widgets[label]] = value
        return self._run()

    def _run(self) -> float:
        request = BackMsg()
        request.rerun_script.page_name = self._page
        for widget, value in self._chosen.items():
            state = request.rerun_script.widget_states.widgets.add()
            state.id = widget
            state.string_value = value
        began = time.perf_counter()
        self._socket.send(request.SerializeToString())
        while True:
            # Acknowledge at once, as a browser in use does: otherwise the operating system waits
            # up to 40 ms for something to send back, and that wait would be measured.
            self._socket.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            message = ForwardMsg.FromString(bytes(self._socket.recv(decode=False)))
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - began
            if message.WhichOneof("type") == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "selectbox":
                    self._widgets[element.selectbox.label] = element.selectbox.id

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
