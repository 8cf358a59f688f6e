"""The published charter in every form: the official table as HTML, DOCX and text, and the services as open
data.
"""
