"""Reads mailboxes over IMAP, with imaplib and email of Python.

Usage: mailboxes.py PORT PASSWORD FOLDER ADDRESS…  Writes each mail as it came into FOLDER; prints a JSON array of what a mail
program would show: address, file, headers (name in lower case, then its values, decoded), text and html.
"""
import email
import email.policy
import imaplib
import json
import os
import sys

port, password, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
shown = []
for address in sys.argv[4:]:
    with imaplib.IMAP4("127.0.0.1", port) as server:
        server.login(address, password)
        server.select("INBOX", readonly=True)
        for uid in server.uid("search", None, "ALL")[1][0].split():
            octets = server.uid("fetch", uid, "(BODY.PEEK[])")[1][0][1]
            path = os.path.join(folder, "%s-%s.eml" % (address, uid.decode()))
            with open(path, "wb") as file:
                file.write(octets)
            message = email.message_from_bytes(octets, policy=email.policy.default)
            headers = {}
            for name, value in message.items():
                headers.setdefault(name.lower(), []).append(str(value).strip())
            texts = {}
            for kind in ("plain", "html"):
                part = message.get_body(preferencelist=(kind,))
                texts[kind] = part.get_content() if part is not None else ""
            shown.append(
                {"address": address, "file": path, "headers": headers, "text": texts["plain"], "html": texts["html"]}
            )
json.dump(shown, sys.stdout)
