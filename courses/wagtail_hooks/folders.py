"""The doors of course folders."""

from wagtail import hooks

from courses import viewsets

hooks.register("register_admin_urls", viewsets.admin_urls)
hooks.register("register_page_header_buttons", viewsets.header_buttons)
