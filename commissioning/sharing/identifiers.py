"""What a link is known by: a random identifier for its holder, and its digest for everybody else.

The identifier is the key to what was published, so it is kept nowhere. What is kept, as a folder's
name and in the register, is its digest, from which the identifier cannot be found.
"""

import hashlib
import re
import secrets

BYTES = 16
# URL-safe base64 of 16 bytes. Anything else was never an identifier.
PATTERN = re.compile(r"[A-Za-z0-9_-]{22}")
DIGEST = re.compile(r"[0-9a-f]{64}")


def new_identifier() -> str:
    """An identifier of 128 random bits, as 22 characters that need no escaping in an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(identifier: str) -> str:
    """The SHA-256 of an identifier, or of whatever was sent in place of one, in hexadecimal."""
    return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()
