"""How static files are kept: compressed, and named by what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Scripts import each other by such names too: no page mixes an old one with a new one."""

    support_js_module_import_aggregation = True
