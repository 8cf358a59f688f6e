"""How a site is made of this folder: `scripts/docs.sh`. It needs no network, and is read without one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Ongikar · অঙ্গীকার"
copyright = "Ongikar"
language = "en"
extensions = ["myst_parser", "search_of_both"]
exclude_patterns = ["third-party/*"]
source_suffix = {".md": "markdown"}
# A heading is an address of its own, down to the third, as links within a page use them.
myst_heading_anchors = 3
html_theme = "furo"
html_title = project
html_search_language = "both"
html_static_path = ["_static", "../ongikar/core/static/core/fonts"]
html_css_files = ["site.css"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#006a4e", "color-brand-content": "#006a4e"},
    "dark_css_variables": {"color-brand-primary": "#84bda4", "color-brand-content": "#84bda4"},
}
html_copy_source = False
html_show_sphinx = False
