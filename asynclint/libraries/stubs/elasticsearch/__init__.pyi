from typing import Any, AsyncIterator, Generic, Iterator, Literal, Self, TypeVar, overload

from asynclint.markers import blocks, client, exclusive, public, reads, safe, writes

from elasticsearch import helpers as helpers
from elasticsearch.exceptions import TransportError as TransportError
from elasticsearch.exceptions import ConnectionError as ConnectionError
from elasticsearch.exceptions import ConnectionTimeout as ConnectionTimeout
from elasticsearch.exceptions import SerializationError as SerializationError
from elasticsearch.exceptions import ApiError as ApiError
from elasticsearch.exceptions import UnsupportedProductError as UnsupportedProductError
from elasticsearch.exceptions import NotFoundError as NotFoundError
from elasticsearch.exceptions import ConflictError as ConflictError
from elasticsearch.exceptions import BadRequestError as BadRequestError
from elasticsearch.exceptions import AuthenticationException as AuthenticationException
from elasticsearch.exceptions import AuthorizationException as AuthorizationException
from elasticsearch.exceptions import ElasticsearchWarning as ElasticsearchWarning
from elasticsearch._namespaces import (
    _AsyncSearchClient,
    _AutoscalingClient,
    _CatClient,
    _CcrClient,
    _ClusterClient,
    _ConnectorClient,
    _DanglingIndicesClient,
    _EncryptionClient,
    _EnrichClient,
    _EqlClient,
    _EsqlClient,
    _FeaturesClient,
    _FleetClient,
    _GraphClient,
    _IlmClient,
    _IndicesClient,
    _InferenceClient,
    _IngestClient,
    _LicenseClient,
    _LogstashClient,
    _MigrationClient,
    _MlClient,
    _MonitoringClient,
    _NodesClient,
    _ProjectClient,
    _QueryRulesClient,
    _RollupClient,
    _SearchApplicationClient,
    _SearchableSnapshotsClient,
    _SecurityClient,
    _ShutdownClient,
    _SimulateClient,
    _SlmClient,
    _SnapshotClient,
    _SqlClient,
    _SslClient,
    _StreamsClient,
    _SynonymsClient,
    _TasksClient,
    _TextStructureClient,
    _TransformClient,
    _WatcherClient,
    _XPackClient,
)
from elasticsearch._async_namespaces import (
    _AsyncAsyncSearchClient,
    _AsyncAutoscalingClient,
    _AsyncCatClient,
    _AsyncCcrClient,
    _AsyncClusterClient,
    _AsyncConnectorClient,
    _AsyncDanglingIndicesClient,
    _AsyncEncryptionClient,
    _AsyncEnrichClient,
    _AsyncEqlClient,
    _AsyncEsqlClient,
    _AsyncFeaturesClient,
    _AsyncFleetClient,
    _AsyncGraphClient,
    _AsyncIlmClient,
    _AsyncIndicesClient,
    _AsyncInferenceClient,
    _AsyncIngestClient,
    _AsyncLicenseClient,
    _AsyncLogstashClient,
    _AsyncMigrationClient,
    _AsyncMlClient,
    _AsyncMonitoringClient,
    _AsyncNodesClient,
    _AsyncProjectClient,
    _AsyncQueryRulesClient,
    _AsyncRollupClient,
    _AsyncSearchApplicationClient,
    _AsyncSearchableSnapshotsClient,
    _AsyncSecurityClient,
    _AsyncShutdownClient,
    _AsyncSimulateClient,
    _AsyncSlmClient,
    _AsyncSnapshotClient,
    _AsyncSqlClient,
    _AsyncSslClient,
    _AsyncStreamsClient,
    _AsyncSynonymsClient,
    _AsyncTasksClient,
    _AsyncTextStructureClient,
    _AsyncTransformClient,
    _AsyncWatcherClient,
    _AsyncXPackClient,
)

@client("database", instead="elasticsearch.AsyncElasticsearch")
class Elasticsearch:
    async_search: _AsyncSearchClient
    autoscaling: _AutoscalingClient
    cat: _CatClient
    cluster: _ClusterClient
    connector: _ConnectorClient
    fleet: _FleetClient
    features: _FeaturesClient
    indices: _IndicesClient
    inference: _InferenceClient
    ingest: _IngestClient
    nodes: _NodesClient
    snapshot: _SnapshotClient
    tasks: _TasksClient
    xpack: _XPackClient
    ccr: _CcrClient
    dangling_indices: _DanglingIndicesClient
    encryption: _EncryptionClient
    enrich: _EnrichClient
    eql: _EqlClient
    esql: _EsqlClient
    graph: _GraphClient
    ilm: _IlmClient
    license: _LicenseClient
    logstash: _LogstashClient
    migration: _MigrationClient
    ml: _MlClient
    monitoring: _MonitoringClient
    project: _ProjectClient
    query_rules: _QueryRulesClient
    rollup: _RollupClient
    search_application: _SearchApplicationClient
    searchable_snapshots: _SearchableSnapshotsClient
    security: _SecurityClient
    slm: _SlmClient
    simulate: _SimulateClient
    shutdown: _ShutdownClient
    sql: _SqlClient
    ssl: _SslClient
    streams: _StreamsClient
    synonyms: _SynonymsClient
    text_structure: _TextStructureClient
    transform: _TransformClient
    watcher: _WatcherClient
    transport: Any
    @safe
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.bulk")
    def bulk(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.cancel_reindex")
    def cancel_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.clear_scroll")
    def clear_scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def close(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.close_point_in_time")
    def close_point_in_time(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.count")
    def count(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.create")
    def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.delete")
    def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.delete_by_query")
    def delete_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.delete_by_query_rethrottle")
    def delete_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.delete_script")
    def delete_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.exists")
    def exists(self, *args: Any, **kwargs: Any) -> bool: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.exists_source")
    def exists_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.explain")
    def explain(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.field_caps")
    def field_caps(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get")
    def get(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get_reindex")
    def get_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get_script")
    def get_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get_script_context")
    def get_script_context(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get_script_languages")
    def get_script_languages(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.get_source")
    def get_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.health_report")
    def health_report(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.index")
    def index(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.info")
    def info(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.list_reindex")
    def list_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.mget")
    def mget(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.msearch")
    def msearch(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.msearch_template")
    def msearch_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.mtermvectors")
    def mtermvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.open_point_in_time")
    def open_point_in_time(self, *args: Any, **kwargs: Any) -> Any: ...
    @safe
    def options(self, *args: Any, **kwargs: Any) -> Self: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.perform_request")
    def perform_request(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.ping")
    def ping(self, *args: Any, **kwargs: Any) -> bool: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.put_script")
    def put_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.rank_eval")
    def rank_eval(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.reindex")
    def reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.reindex_rethrottle")
    def reindex_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.render_search_template")
    def render_search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.scripts_painless_execute")
    def scripts_painless_execute(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.scroll")
    def scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.search")
    def search(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.search_mvt")
    def search_mvt(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.search_shards")
    def search_shards(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.search_template")
    def search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.terms_enum")
    def terms_enum(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.termvectors")
    def termvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.update")
    def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.update_by_query")
    def update_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @blocks("database", instead="elasticsearch.AsyncElasticsearch.update_by_query_rethrottle")
    def update_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...

class AsyncElasticsearch:
    async_search: _AsyncAsyncSearchClient
    autoscaling: _AsyncAutoscalingClient
    cat: _AsyncCatClient
    cluster: _AsyncClusterClient
    connector: _AsyncConnectorClient
    fleet: _AsyncFleetClient
    features: _AsyncFeaturesClient
    indices: _AsyncIndicesClient
    inference: _AsyncInferenceClient
    ingest: _AsyncIngestClient
    nodes: _AsyncNodesClient
    snapshot: _AsyncSnapshotClient
    tasks: _AsyncTasksClient
    xpack: _AsyncXPackClient
    ccr: _AsyncCcrClient
    dangling_indices: _AsyncDanglingIndicesClient
    encryption: _AsyncEncryptionClient
    enrich: _AsyncEnrichClient
    eql: _AsyncEqlClient
    esql: _AsyncEsqlClient
    graph: _AsyncGraphClient
    ilm: _AsyncIlmClient
    license: _AsyncLicenseClient
    logstash: _AsyncLogstashClient
    migration: _AsyncMigrationClient
    ml: _AsyncMlClient
    monitoring: _AsyncMonitoringClient
    project: _AsyncProjectClient
    query_rules: _AsyncQueryRulesClient
    rollup: _AsyncRollupClient
    search_application: _AsyncSearchApplicationClient
    searchable_snapshots: _AsyncSearchableSnapshotsClient
    security: _AsyncSecurityClient
    slm: _AsyncSlmClient
    simulate: _AsyncSimulateClient
    shutdown: _AsyncShutdownClient
    sql: _AsyncSqlClient
    ssl: _AsyncSslClient
    streams: _AsyncStreamsClient
    synonyms: _AsyncSynonymsClient
    text_structure: _AsyncTextStructureClient
    transform: _AsyncTransformClient
    watcher: _AsyncWatcherClient
    transport: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *args: Any) -> None: ...
    @writes
    async def bulk(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def cancel_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def clear_scroll(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def close(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def close_point_in_time(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def count(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def create(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def delete_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...
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
    async def get_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script_context(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_script_languages(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def get_source(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def health_report(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def index(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def info(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def list_reindex(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def mget(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def msearch(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def msearch_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def mtermvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def open_point_in_time(self, *args: Any, **kwargs: Any) -> Any: ...
    def options(self, *args: Any, **kwargs: Any) -> Self: ...
    @writes
    async def perform_request(self, *args: Any, **kwargs: Any) -> Any: ...
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
    async def search_mvt(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def search_shards(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def search_template(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def terms_enum(self, *args: Any, **kwargs: Any) -> Any: ...
    @reads
    async def termvectors(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update_by_query(self, *args: Any, **kwargs: Any) -> Any: ...
    @writes
    async def update_by_query_rethrottle(self, *args: Any, **kwargs: Any) -> Any: ...

