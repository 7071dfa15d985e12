"""Texts: folders of markdown -> checked concepts, their graph, their HTML for the page and as pages of their own."""
