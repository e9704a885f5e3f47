from django.db.models import Aggregate as Aggregate
from django.db.models import Avg as Avg
from django.db.models import Count as Count
from django.db.models import Max as Max
from django.db.models import Min as Min
from django.db.models import StdDev as StdDev
from django.db.models import Sum as Sum
from django.db.models import Variance as Variance
