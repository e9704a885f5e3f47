from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from opensearchpy import helpers as helpers
from opensearchpy.exceptions import ImproperlyConfigured as ImproperlyConfigured
from opensearchpy.exceptions import OpenSearchException as OpenSearchException
from opensearchpy.exceptions import SerializationError as SerializationError
from opensearchpy.exceptions import TransportError as TransportError
from opensearchpy.exceptions import ConnectionError as ConnectionError
from opensearchpy.exceptions import SSLError as SSLError
from opensearchpy.exceptions import ConnectionTimeout as ConnectionTimeout
from opensearchpy.exceptions import NotFoundError as NotFoundError
from opensearchpy.exceptions import ConflictError as ConflictError
from opensearchpy.exceptions import RequestError as RequestError
from opensearchpy.exceptions import AuthenticationException as AuthenticationException
from opensearchpy.exceptions import AuthorizationException as AuthorizationException
from opensearchpy.exceptions import OpenSearchDslException as OpenSearchDslException
from opensearchpy.exceptions import UnknownDslObject as UnknownDslObject
from opensearchpy.exceptions import ValidationException as ValidationException
from opensearchpy.exceptions import IllegalOperation as IllegalOperation
from opensearchpy.exceptions import OpenSearchWarning as OpenSearchWarning
from opensearchpy._namespaces import (
    _AlertingClient,
    _AsynchronousSearchClient,
    _CatClient,
    _ClusterClient,
    _DanglingIndicesClient,
    _FeaturesClient,
    _FlowFrameworkClient,
    _GeospatialClient,
    _HttpClient,
    _IndexManagementClient,
    _IndicesClient,
    _IngestClient,
    _IngestionClient,
    _InsightsClient,
    _KnnClient,
    _ListClient,
    _LtrClient,
    _MlClient,
    _NeuralClient,
    _NodesClient,
    _NotificationsClient,
    _ObservabilityClient,
    _PplClient,
    _QueryClient,
    _RemoteClient,
    _RemoteStoreClient,
    _ReplicationClient,
    _RollupsClient,
    _SearchPipelineClient,
    _SearchRelevanceClient,
    _SecurityAnalyticsClient,
    _SecurityClient,
    _SmClient,
    _SnapshotClient,
    _SqlClient,
    _TasksClient,
    _TransformsClient,
    _UbiClient,
    _WlmClient,
)
from opensearchpy._async_namespaces import (
    _AsyncAlertingClient,
    _AsyncAsynchronousSearchClient,
    _AsyncCatClient,
    _AsyncClusterClient,
    _AsyncDanglingIndicesClient,
    _AsyncFeaturesClient,
    _AsyncFlowFrameworkClient,
    _AsyncGeospatialClient,
    _AsyncHttpClient,
    _AsyncIndexManagementClient,
    _AsyncIndicesClient,
    _AsyncIngestClient,
    _AsyncIngestionClient,
    _AsyncInsightsClient,
    _AsyncKnnClient,
    _AsyncListClient,
    _AsyncLtrClient,
    _AsyncMlClient,
    _AsyncNeuralClient,
    _AsyncNodesClient,
    _AsyncNotificationsClient,
    _AsyncObservabilityClient,
    _AsyncPplClient,
    _AsyncQueryClient,
    _AsyncRemoteClient,
    _AsyncRemoteStoreClient,
    _AsyncReplicationClient,
    _AsyncRollupsClient,
    _AsyncSearchPipelineClient,
    _AsyncSearchRelevanceClient,
    _AsyncSecurityAnalyticsClient,
    _AsyncSecurityClient,
    _AsyncSmClient,
    _AsyncSnapshotClient,
    _AsyncSqlClient,
    _AsyncTasksClient,
    _AsyncTransformsClient,
    _AsyncUbiClient,
    _AsyncWlmClient,
)

@client("database", instead="opensearchpy.AsyncOpenSearch")
class OpenSearch:
    ingestion: _IngestionClient
    wlm: _WlmClient
    list: _ListClient
    insights: _InsightsClient
    search_pipeline: _SearchPipelineClient
    cat: _CatClient
    cluster: _ClusterClient
    dangling_indices: _DanglingIndicesClient
    indices: _IndicesClient
    ingest: _IngestClient
    nodes: _NodesClient
    remote: _RemoteClient
    security: _SecurityClient
    snapshot: _SnapshotClient
    tasks: _TasksClient
    remote_store: _RemoteStoreClient
    features: _FeaturesClient
    ubi: _UbiClient
    security_analytics: _SecurityAnalyticsClient
    search_relevance: _SearchRelevanceClient
    sm: _SmClient
    neural: _NeuralClient
    ltr: _LtrClient
    geospatial: _GeospatialClient
    replication: _ReplicationClient
    flow_framework: _FlowFrameworkClient
    asynchronous_search: _AsynchronousSearchClient
    alerting: _AlertingClient
    index_management: _IndexManagementClient
    knn: _KnnClient
    ml: _MlClient
    notifications: _NotificationsClient
    observability: _ObservabilityClient
    ppl: _PplClient
    query: _QueryClient
    rollups: _RollupsClient
    sql: _SqlClient
    transforms: _TransformsClient
    http: _HttpClient
    transport: Any
    @safe
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.bulk")
    def bulk(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.bulk_stream")
    def bulk_stream(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.clear_scroll")
    def clear_scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def close(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.count")
    def count(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.create_pit")
    def create_pit(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete_all_pits")
    def delete_all_pits(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete_by_query")
    def delete_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete_by_query_rethrottle")
    def delete_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete_pit")
    def delete_pit(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.delete_script")
    def delete_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.exists")
    def exists(self, *args: Any, **kwargs: Any) -> bool: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.exists_source")
    def exists_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.explain")
    def explain(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.field_caps")
    def field_caps(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get")
    def get(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get_all_pits")
    def get_all_pits(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get_script")
    def get_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get_script_context")
    def get_script_context(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get_script_languages")
    def get_script_languages(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.get_source")
    def get_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.index")
    def index(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.info")
    def info(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.mget")
    def mget(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.msearch")
    def msearch(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.msearch_template")
    def msearch_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.mtermvectors")
    def mtermvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.ping")
    def ping(self, *args: Any, **kwargs: Any) -> bool: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.put_script")
    def put_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.rank_eval")
    def rank_eval(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.reindex")
    def reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.reindex_rethrottle")
    def reindex_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.render_search_template")
    def render_search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.scripts_painless_execute")
    def scripts_painless_execute(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.scroll")
    def scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.search")
    def search(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.search_shards")
    def search_shards(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.search_template")
    def search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.termvectors")
    def termvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.update")
    def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.update_by_query")
    def update_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="opensearchpy.AsyncOpenSearch.update_by_query_rethrottle")
    def update_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncOpenSearch:
    ingestion: _AsyncIngestionClient
    wlm: _AsyncWlmClient
    list: _AsyncListClient
    insights: _AsyncInsightsClient
    search_pipeline: _AsyncSearchPipelineClient
    cat: _AsyncCatClient
    cluster: _AsyncClusterClient
    dangling_indices: _AsyncDanglingIndicesClient
    indices: _AsyncIndicesClient
    ingest: _AsyncIngestClient
    nodes: _AsyncNodesClient
    remote: _AsyncRemoteClient
    security: _AsyncSecurityClient
    snapshot: _AsyncSnapshotClient
    tasks: _AsyncTasksClient
    remote_store: _AsyncRemoteStoreClient
    features: _AsyncFeaturesClient
    ubi: _AsyncUbiClient
    security_analytics: _AsyncSecurityAnalyticsClient
    search_relevance: _AsyncSearchRelevanceClient
    sm: _AsyncSmClient
    neural: _AsyncNeuralClient
    ltr: _AsyncLtrClient
    geospatial: _AsyncGeospatialClient
    replication: _AsyncReplicationClient
    flow_framework: _AsyncFlowFrameworkClient
    asynchronous_search: _AsyncAsynchronousSearchClient
    alerting: _AsyncAlertingClient
    index_management: _AsyncIndexManagementClient
    knn: _AsyncKnnClient
    ml: _AsyncMlClient
    notifications: _AsyncNotificationsClient
    observability: _AsyncObservabilityClient
    ppl: _AsyncPplClient
    query: _AsyncQueryClient
    rollups: _AsyncRollupsClient
    sql: _AsyncSqlClient
    transforms: _AsyncTransformsClient
    http: _AsyncHttpClient
    transport: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    @writes
    async def bulk(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def bulk_stream(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def clear_scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def close(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def count(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def create_pit(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_all_pits(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_pit(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def exists(self, *args: Any, **kwargs: Any) -> bool: ...
    @reads
    async def exists_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def explain(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def field_caps(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_all_pits(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script_context(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script_languages(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def index(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def info(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def mget(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def msearch(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def msearch_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def mtermvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def ping(self, *args: Any, **kwargs: Any) -> bool: ...
    @writes
    async def put_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def rank_eval(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def reindex_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def render_search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def scripts_painless_execute(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def search(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def search_shards(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def termvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...

