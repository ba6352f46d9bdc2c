"""Where e-invoices and vouchers go, from the environment."""

from config.env import Environment

GROUP = "Invoices"


def outbox_settings(env: Environment) -> tuple[str, str, str, str, str]:
    """The two addresses, and what they need: a token, the file of a private key, the file of known hosts."""
    return (
        env.text(
            "INVOICE_OUTBOX",
            default="outbox",
            group=GROUP,
            help="Where e-invoices go: a folder, from which another system fetches them; sftp://user@host/folder; or "
            "https://..., the address of an access point's API.",
        ),
        env.text(
            "VOUCHER_OUTBOX",
            default="outbox",
            group=GROUP,
            help="Where vouchers (SIE 4) go, said in the same way: the region's own accounts fetch them.",
        ),
        env.text(
            "OUTBOX_TOKEN", default="", group=GROUP, help="The bearer token that an access point's API wants."
        ),
        env.text(
            "OUTBOX_KEY_FILE",
            default="",
            group=GROUP,
            help="SFTP: the file of our private key, without a passphrase.",
        ),
        env.text(
            "OUTBOX_KNOWN_HOSTS",
            default="",
            group=GROUP,
            help="SFTP: the file of the servers' keys, as ssh writes known_hosts. No other server is sent anything.",
        ),
    )
