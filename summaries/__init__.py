"""The site's configuration: settings, root addresses, the WSGI entry. All code lives in `reports`."""
