from django.db.models import Q as Q
from django.db.models import FilteredRelation as FilteredRelation
