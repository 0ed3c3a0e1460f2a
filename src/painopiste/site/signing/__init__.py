"""How people come in: proofs of who they are, what a session has proved, and letters about it (ADR 11).

django-allauth does the protocols (one-time codes, passkeys, OpenID Connect); this package is all that knows it.
"""
