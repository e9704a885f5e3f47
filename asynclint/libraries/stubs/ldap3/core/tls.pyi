from ldap3 import Tls as Tls
