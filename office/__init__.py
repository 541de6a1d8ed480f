"""Every screen of trainers and officials outside Wagtail."""
