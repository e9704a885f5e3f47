from ldap3 import Server as Server
