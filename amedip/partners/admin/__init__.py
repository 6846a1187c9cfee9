"""Partner systems in the administration, one module per table."""

from amedip.partners.admin.clients import ClientAdmin

__all__ = ["ClientAdmin"]
