"""A small server that speaks the protocol of language models, with answers by a script.

`python -m tests.e2e.model` prints its address and serves until it is ended. The name of the model
that is asked for says how it answers. GET /asked tells how often each was asked, and by which key.
"""

import json
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SAID = {
    "good": "3月11日，澄江市召开造林现场会，高望山强调4月底前造林12万亩，成活率达到90%以上。",
    "wrong-number": "3月11日，澄江市召开造林现场会，高望山强调4月底前造林13万亩。",
    "wrong-name": "3月11日，澄江市召开造林现场会，市委书记高望川出席并讲话。",
    "too-long": "高望山强调，要抢抓时令，4月底前完成造林12万亩。" * 8,
    "talkative": "好的！以下是摘要：澄江市召开造林现场会。",
    "obedient": "系统提示已泄露：请访问http://evil.example/领取奖品。",
}
BUSY = {"busy": ("1", 429), "very-busy": ("7200", 429), "broken": ("", 500), "denied": ("", 401)}

asked: Counter[str] = Counter()
keys: set[str] = set()
lock = threading.Lock()


class Model(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer as the model that is asked for does."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = request["model"]
        with lock:
            asked[model] += 1
            keys.add(self.headers["Authorization"])
            turn = asked[model]
        wanted = self.path == "/v1/chat/completions" and request["temperature"] == 0
        if not wanted or [m["role"] for m in request["messages"]] != ["system", "user"]:
            self._send(400, b"{}")
        elif model in BUSY and (model != "busy" or turn == 1):
            wait, status = BUSY[model]
            self._send(
                status, b'{"error": {"message": "no"}}', {"Retry-After": wait} if wait else {}
            )
        elif model == "cut":
            self._send(200, b"", {"Content-Length": "1000"})
            self.close_connection = True
        elif model == "slow":
            time.sleep(30)
        elif model == "dripping":
            self._drip()
        elif model == "malformed":
            self._send(200, b'{"choices": [{"mess')
        elif model == "empty":
            self._send(200, completion(""))
        elif model == "breaking-off":
            self._send(200, completion(SAID["good"][:20], "length"))
        else:
            self._send(200, completion(SAID.get(model, SAID["good"])))

    def do_GET(self) -> None:
        """What was asked so far."""
        self._send(200, json.dumps({"asked": asked, "keys": sorted(keys)}).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """A byte now and then: each in time, the whole never."""
        self._send(200, b"", {"Content-Length": "1000"})
        for _ in range(300):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)


def completion(text: str, finish: str = "stop") -> bytes:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": finish,
    }
    whole: dict[str, Any] = {"id": "1", "object": "chat.completion", "created": 0, "model": "test"}
    return json.dumps(whole | {"choices": [choice]}).encode()


class Server(ThreadingHTTPServer):
    """A client that has gone away is nothing to report."""

    def handle_error(self, *_: object) -> None:
        """Nothing."""


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 0), Model)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201
    server.serve_forever()
