"""What our open data means: schemas, a dictionary, and the services in the words of CPSV-AP."""
