"""A mail server of aiosmtpd that treats its clients badly, by a seed.

Usage: hostile_smtp.py SEED PERCENT. Prints "port N", then a line for each message whose end came: "took ID" when it was
kept, before anything is answered; "said ID" once 250 is on its way.
"""
import asyncio
import random
import re
import sys

from aiosmtpd.smtp import SMTP

chance = random.Random(int(sys.argv[1]))
percent = int(sys.argv[2])


def say(line):
    print(line, flush=True)


async def hurt(server):
    """What goes wrong, if anything: a reply instead of the good one, or the connection ends."""
    dice = chance.randrange(100)
    if dice >= percent:
        return None
    kind = dice % 5
    if kind == 0:
        server.transport.abort()
        return "451 4.3.0 gone"
    if kind == 1:
        server.transport.close()
        return "451 4.3.0 gone"
    if kind == 2:
        return "451 4.7.1 come again"
    if kind == 3:
        return "550 5.1.1 nobody"
    await asyncio.sleep(1)
    return None


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        said = await hurt(server)
        if said is None:
            envelope.mail_from = address
            return "250 2.1.0 ok"
        return said

    async def handle_RCPT(self, server, session, envelope, address, options):
        said = await hurt(server)
        if said is None:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 ok"
        return said

    async def handle_DATA(self, server, session, envelope):
        name = re.search(rb"Message-ID: <([^@>]+)@", envelope.content).group(1).decode("ascii")
        said = await hurt(server)
        if said is None:
            if server.transport.is_closing():
                # The client went while we slept; whether it heard us nobody knows.
                say("took " + name)
                return "250 2.0.0 ok"
            say("took " + name)
            say("said " + name)
            return "250 2.0.0 ok"
        if said.endswith("gone"):
            say("took " + name)
        return said


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), hostname="hostile.example", loop=loop, timeout=30), "127.0.0.1", 0
    )
    say("port %d" % server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


asyncio.run(main())
