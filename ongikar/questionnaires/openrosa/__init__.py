"""Phones with an app that speaks OpenRosa, such as ODK Collect: they list forms, fetch them, and send them
back filled. Built from the published specification (docs.getodk.org, "OpenRosa"); no phone was tried.
"""
