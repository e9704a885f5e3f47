from typing import Any

from asynclint.markers import blocks

@blocks("http", instead="dns.asyncresolver.resolve")
def validate_email_deliverability(domain: str, domain_i18n: str, timeout: int | None = None, dns_resolver: Any = None) -> dict[str, Any]: ...
