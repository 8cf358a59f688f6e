"""What somebody would try who means harm, each as a test that fails where it works."""
