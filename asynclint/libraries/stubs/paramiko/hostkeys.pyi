from paramiko import HostKeys as HostKeys
