"""The agent's side: a Union Digital Centre files for citizens, and follows what it brought."""
