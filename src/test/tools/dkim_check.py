"""Verifies the DKIM signatures of messages with dkimpy: each that is there, one after the other.

Usage: dkim_check.py ZONE MESSAGE…, where ZONE has lines "name<TAB>value". Prints a line for each signature:
message, number, algorithm, selector, "pass" or "fail".
"""
import logging
import re
import sys

import dkim

logging.disable(logging.CRITICAL)

zone = {}
with open(sys.argv[1], encoding="ascii") as lines:
    for line in lines:
        name, value = line.rstrip("\n").split("\t")
        zone[name] = value.encode("ascii")


def look_up(name, timeout=5):
    return zone.get(name.decode("ascii") if isinstance(name, bytes) else name)


for path in sys.argv[2:]:
    with open(path, "rb") as file:
        message = file.read()
    signatures = re.findall(rb"(?im)^dkim-signature:.*?a=([a-z0-9-]+).*?\bs=([a-z0-9-]+)", message, re.S)
    for number, (algorithm, selector) in enumerate(signatures):
        try:
            good = dkim.DKIM(message).verify(idx=number, dnsfunc=look_up)
        except dkim.DKIMException:
            good = False
        print(path, number, algorithm.decode(), selector.decode(), "pass" if good else "fail")
