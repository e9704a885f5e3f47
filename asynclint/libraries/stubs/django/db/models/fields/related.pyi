from django.db.models import ForeignKey as ForeignKey
from django.db.models import ManyToManyField as ManyToManyField
from django.db.models import OneToOneField as OneToOneField
