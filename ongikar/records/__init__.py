"""One way to do each thing: what rows people enter, what may be done with them and what is shown of them is
declared; a page that is unlike others stays an ordinary view.
"""
