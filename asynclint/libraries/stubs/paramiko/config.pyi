from paramiko import SSHConfig as SSHConfig
