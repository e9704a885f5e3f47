from ldap3 import Connection as Connection
