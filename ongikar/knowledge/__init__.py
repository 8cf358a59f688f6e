"""What the office knows: notes that answer what is asked again and again, kept in versions, shared inside or
with everybody.
"""
