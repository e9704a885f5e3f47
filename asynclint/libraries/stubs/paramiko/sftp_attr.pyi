from paramiko import SFTPAttributes as SFTPAttributes
