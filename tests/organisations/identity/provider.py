"""A small OpenID provider, run as a process of its own: `python -m tests.organisations.identity.provider`.

It shares no code with what it tests: tokens are signed by hand with `cryptography`. It does what a good provider does
(discovery, code flow, PKCE, one use of each code, rotating refresh tokens, signed tokens) and, where a test says so at
`/control`, what a bad one would.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT_ID, CLIENT_SECRET = "clientvoice", "a secret of both"
ANNA = {"sub": "anna-1", "name": "Anna Jansen", "roles": []}


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8))


class Provider:
    """What the provider knows: who is signed in, its keys, the codes and refresh tokens that are out."""

    def __init__(self) -> None:
        self.keys = {name: rsa.generate_private_key(65537, 2048) for name in ("own", "foreign")}
        self.reset()

    def reset(self) -> None:
        self.person: dict[str, Any] = dict(ANNA)
        self.twist: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.refreshing: dict[str, str] = {}
        self.asked: list[str] = []

    def jwks(self) -> dict[str, Any]:
        public = self.keys["own"].public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": "own", "n": number(public.n), "e": number(public.e)}
        return {"keys": [key]}

    def signed(self, claims: dict[str, Any], header: dict[str, Any]) -> str:
        by = self.twist.get("signed_by", "own")
        algorithm = {"none": "none", "hs256": "HS256"}.get(by, "RS256")
        head = {"alg": algorithm, "kid": "own", **header, **self.twist.get("header", {})}
        text = f"{b64(json.dumps(head).encode())}.{b64(json.dumps(claims).encode())}"
        return f"{text}.{b64(self._signature(by, text.encode()))}"

    def _signature(self, by: str, text: bytes) -> bytes:
        if by == "none":
            return b""
        if by == "hs256":  # the old trick: the public key as a shared secret
            form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            return hmac.digest(self.keys["own"].public_key().public_bytes(*form), text, "sha256")
        return self.keys[by].sign(text, padding.PKCS1v15(), hashes.SHA256())


class Handler(BaseHTTPRequestHandler):
    """The addresses of the provider."""

    provider: Provider

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/realm"

    def do_GET(self) -> None:
        place, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        self.provider.asked.append(place)
        if place == "/realm/.well-known/openid-configuration":
            self.discovery()
        elif place == "/realm/keys":
            self.answer(self.provider.jwks())
        elif place == "/realm/authorize":
            self.authorize({name: values[0] for name, values in query.items()})
        elif place == "/control":
            self.answer({"asked": self.provider.asked})
        else:
            self.answer({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.provider.asked.append(self.path)
        if self.path == "/realm/token":
            self.token({name: values[0] for name, values in parse_qs(body.decode()).items()})
        elif self.path == "/control":
            self.control(json.loads(body))
        elif self.path == "/logout-token":
            self.answer({"logout_token": self.logout_token(json.loads(body))})

    def control(self, said: dict[str, Any]) -> None:
        if said.pop("reset", False):
            self.provider.reset()
        self.provider.person |= said.pop("person", {})
        self.provider.twist |= said.pop("twist", {})
        if said.pop("forget", False):
            self.provider.refreshing.clear()
        self.answer({})

    def discovery(self) -> None:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        } | self.provider.twist.get("discovery", {})
        if where := self.provider.twist.get("sent_on"):
            self.redirect(where)
        else:
            self.answer(found | {"padding": "x" * self.provider.twist.get("padding", 0)})

    def authorize(self, asked: dict[str, str]) -> None:
        proper = asked["response_type"] == "code" and asked["client_id"] == CLIENT_ID and asked["state"]
        if not proper or asked["code_challenge_method"] != "S256" or "openid" not in asked["scope"].split():
            self.answer({"error": "invalid_request"}, 400)
            return
        code = secrets.token_urlsafe(16)
        self.provider.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer} | self.provider.twist.get("back", {})
        self.redirect(f"{asked['redirect_uri']}?{urlencode(back)}")

    def token(self, asked: dict[str, str]) -> None:
        known = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET.replace(' ', ' ')}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {known}":
            self.answer({"error": "invalid_client"}, 401)
        elif asked["grant_type"] == "refresh_token":
            self.refresh(asked)
        else:
            self.exchange(asked)

    def exchange(self, asked: dict[str, str]) -> None:
        known = self.provider.codes.pop(asked["code"], None)
        challenge = b64(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if known is None or known["code_challenge"] != challenge or known["redirect_uri"] != asked["redirect_uri"]:
            self.answer({"error": "invalid_grant"}, 400)
        else:
            self.give({"nonce": known["nonce"]})

    def refresh(self, asked: dict[str, str]) -> None:
        subject = self.provider.refreshing.pop(asked["refresh_token"], None)
        if subject is None:
            self.answer({"error": "invalid_grant"}, 400)
        elif self.provider.twist.get("silent"):
            self.answer({"access_token": "x", "token_type": "Bearer"})
            self.provider.refreshing[asked["refresh_token"]] = subject
        else:
            self.give({})

    def give(self, more: dict[str, Any]) -> None:
        given: dict[str, Any] = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 60}
        if not self.provider.twist.get("no_refresh"):
            given["refresh_token"] = secrets.token_urlsafe(16)
            self.provider.refreshing[given["refresh_token"]] = self.provider.person["sub"]
        if not self.provider.twist.get("no_id_token"):
            given["id_token"] = self.id_token(more)
        self.answer(given)

    def id_token(self, more: dict[str, Any]) -> str:
        moment = int(time.time()) + self.provider.twist.get("seconds", 0)
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": moment, "exp": moment + 300, "sid": "window-1"}
        claims |= self.provider.person | more | self.provider.twist.get("claims", {})
        return self.provider.signed({name: value for name, value in claims.items() if value is not None}, {})

    def logout_token(self, said: dict[str, Any]) -> str:
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": int(time.time()) + self.provider.twist.get("seconds", 0),
            "jti": secrets.token_urlsafe(8),
            "sub": self.provider.person["sub"],
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        } | said
        usable = {name: value for name, value in claims.items() if value is not None}
        return self.provider.signed(usable, {"typ": "logout+jwt"})

    def redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, said: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: Any) -> None:
        """Say nothing: the tests look at what was asked."""


if __name__ == "__main__":
    Handler.provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
