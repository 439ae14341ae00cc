"""A real OAuth2 server on loopback: gives access tokens for refresh tokens, and tells Dovecot whose they are.

with Tokens(user="sales") as tokens, Dovecot(tmp_path, extra=tokens.for_dovecot(tmp_path)) as server:
    ...                                # POST to tokens.url, log in with XOAUTH2
"""

import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Tokens:
    """Knows one user and one refresh token, which changes with every answer as Microsoft's does."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.refresh_token = "refresh-0"
        self.expires_in: object = 3600
        self.asked: list[dict[str, str]] = []  # the forms that clients have sent
        self.reply: tuple[int, bytes] | None = None  # what to say instead of giving tokens
        self._access: set[str] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    def __enter__(self) -> Self:
        # It looks so often, in seconds, whether it is to end.
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where tokens are given."""
        return f"http://127.0.0.1:{self._server.server_port}/token"

    def for_dovecot(self, folder: Path) -> str:
        """Return what Dovecot's configuration needs to ask here; writes a file into ``folder``."""
        file = folder / "oauth2.conf"
        asking = f"http://127.0.0.1:{self._server.server_port}/introspect?token="
        file.write_text(
            f"introspection_url = {asking}\nintrospection_mode = get\nusername_attribute = email\n", "utf-8"
        )
        passdb = f"passdb {{\n driver = oauth2\n mechanisms = xoauth2\n args = {file}\n}}\n"
        return f"auth_mechanisms = plain login xoauth2\n{passdb}"

    def revoke(self) -> None:
        """Let no access token be worth anything any more."""
        self._access.clear()

    def _give(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.asked.append(form)
        if self.reply is not None:
            return self.reply
        if (form.get("grant_type"), form.get("refresh_token")) != ("refresh_token", self.refresh_token):
            return 400, b'{"error": "invalid_grant", "error_description": "AADSTS70008"}'
        number = len(self.asked)
        self.refresh_token = f"refresh-{number}"
        self._access.add(f"access-{number}")
        answer = {"access_token": f"access-{number}", "refresh_token": self.refresh_token}
        return 200, json.dumps(answer | {"token_type": "Bearer", "expires_in": self.expires_in}).encode()

    def _tell(self, token: str) -> tuple[int, bytes]:
        if token not in self._access:
            return 401, b'{"active": false}'
        return 200, json.dumps({"active": True, "email": self.user}).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        tokens = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._answer(tokens._give(dict(urllib.parse.parse_qsl(form))))

            def do_GET(self) -> None:
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                self._answer(tokens._tell(query["token"][0]))

            def _answer(self, answer: tuple[int, bytes]) -> None:
                self.send_response(answer[0])
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer[1])))
                self.end_headers()
                self.wfile.write(answer[1])

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler
