"""Which addresses may be asked: http and https, on the public network, unless a host is named as allowed.

A definition of a source is written by people, and a source may answer with another address. Neither may make this
service ask something of machines that only it can reach. The name is looked up once, and the connection goes to what
was checked.
"""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from painopiste.sources.errors import RefusedAddressError, UnreachableError

NAT64 = ipaddress.ip_network("64:ff9b::/96")
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(NamedTuple):
    """Where to connect, and what to ask there."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == (443 if self.scheme == "https" else 80) else f"{name}:{self.port}"


def looked_up(address: str, allowed: frozenset[str] = frozenset()) -> Target:
    """The address, with the number that its host has now.

    :param allowed: names of hosts that may be on a private network or on this machine
    :raises RefusedAddressError: for another scheme, a password in the address, or a private network
    :raises UnreachableError: when nobody knows the host
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise RefusedAddressError("%(address)s is not an address.", address=address) from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedAddressError("%(address)s does not begin with http:// or https:// and a host.", address=address)
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError(
            "The address of %(host)s has a user name or a password in it: leave it out.", host=host
        )
    port = port or (443 if parts.scheme == "https" else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, _number(host, port, allowed), path)


def _number(host: str, port: int, allowed: frozenset[str]) -> str:
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise UnreachableError("Nobody knows the host %(host)s: check the address of the source.", host=host) from error
    if host not in allowed and not all(is_public(ipaddress.ip_address(one.partition("%")[0])) for one in found):
        raise RefusedAddressError(
            "%(host)s is on a private network, where only hosts that are named as allowed are asked.",
            host=host,
        )
    return found[0]


def is_public(ip: Ip) -> bool:
    """Whether anyone on the Internet could reach the address; addresses that carry another are looked into."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
