"""SMTP clients, against a server of our own."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import aiosmtplib

from tests.proofs.proving import Place, proves
from tests.proofs.watch import Kind, Watch


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "a@example.org", "b@example.org"
    made.set_content("Hello")
    return made


@proves(Kind.BLOCKS, "smtplib.SMTP", "smtp")
async def smtplib_connects(place: Place, watch: Watch) -> None:
    with watch.call():
        client = smtplib.SMTP(place.host, place.port)
    client.close()


@proves(Kind.RETURNS, "smtplib.SMTP", "smtp")
async def smtplib_connects_later(place: Place, watch: Watch) -> None:
    with watch.call():
        client = smtplib.SMTP()
    client.close()


@proves(Kind.BLOCKS, "smtplib.SMTP.send_message", "smtp")
async def smtplib_send_message(place: Place, watch: Watch) -> None:
    with smtplib.SMTP(place.host, place.port) as client, watch.call():
        client.send_message(message())


@proves(Kind.AWAITS, "aiosmtplib.SMTP.connect", "smtp")
async def aiosmtplib_connect(place: Place, watch: Watch) -> None:
    client = aiosmtplib.SMTP(hostname=place.host, port=place.port)
    with watch.call():
        await client.connect()
    await client.quit()


@proves(Kind.AWAITS, "aiosmtplib.send", "smtp")
async def aiosmtplib_send(place: Place, watch: Watch) -> None:
    with watch.call():
        await aiosmtplib.send(message(), hostname=place.host, port=place.port)
