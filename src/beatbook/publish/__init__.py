"""A release as a site and as files.

In: Release. Out: pages, charts, tables. Never: sees record or store.
"""

from beatbook.publish.formats import export_release
from beatbook.publish.site import site_files, write_site

__all__ = ["export_release", "site_files", "write_site"]
