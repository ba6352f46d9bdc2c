"""The ways by which what is issued leaves: a folder, SFTP, or an access point's HTTP API; one is chosen by setting."""
