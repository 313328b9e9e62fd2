package io.celesteos.gateway.fallback.search;

/**
 * The statements of the corpus. Each names the yacht beside what row-level security does: two walls. Operators of text
 * search are not leakproof, so that under row-level security the yacht's rows are read and compared one by one; that
 * costs what the yacht is large, and the statement's time limit bounds it.
 */
final class CorpusSql {

    static final String SPACE = """
            select s.name, s.model, s.dimensions, s.table_name, to_regclass(s.table_name) is not null as has_table,
                (select count(*) from (select from chunk_embeddings e
                    where e.yacht_id = :yacht and e.space = s.name limit :most) first) as stored
            from yacht_spaces y join embedding_spaces s on s.name = y.space where y.yacht_id = :yacht""";

    /** Whether pgvector holds all of the yacht's vectors: it does only where the search-engine searches it. */
    static final String MIRRORED = """
            select (select count(*) from %s v where v.yacht_id = :yacht)
                >= (select count(*) from chunk_embeddings e where e.yacht_id = :yacht and e.space = :space)""";

    /** Lists are made as the search-engine's index makes them: a fault or work order names one or several codes. */
    private static final String EQUIPMENT_OF = """
            cross join lateral (select %s as codes offset 0) k
            left join lateral (
                select to_jsonb(array_agg(distinct q.name)) as names, to_jsonb(array_agg(distinct q.type)) as types,
                    to_jsonb(array_agg(distinct q.manufacturer) filter (where q.manufacturer is not null)) as makers,
                    to_jsonb(array_agg(distinct q.model) filter (where q.model is not null)) as models,
                    to_jsonb(array_agg(distinct q.system) filter (where q.system is not null)) as systems,
                    string_agg(distinct q.name || coalesce(', ' || array_to_string(q.aliases, ', '), ''), ', ') as named
                from equipment q where q.yacht_id = r.yacht_id and q.code = any(k.codes)) q on true
            where r.yacht_id = :yacht""";

    private static final String CODES = "regexp_split_to_array(btrim(r.equipment), '\\s*[;,]\\s*')";
    private static final String OF_EQUIPMENT = """
            'equipment_names', q.names, 'equipment_type', q.types, 'manufacturer', q.makers, 'model', q.models,
            'system', q.systems, 'demo', nullif(r.demo, false)""";

    private static final String FAULTS = """
            select 'FAULT' as type, r.id, r.code,
                concat_ws('. ', concat_ws(' ', r.code, r.title), 'On: ' || concat_ws(' ', r.equipment, q.named),
                    'Date: ' || r.occurred_on, r.description, 'Resolution: ' || r.resolution,
                    'Severity: ' || r.severity, 'Status: ' || r.status) as content,
                jsonb_build_object('title', r.title, 'code', r.code, 'date', r.occurred_on, 'severity', r.severity,
                    'status', r.status, 'document', r.document, 'equipment', to_jsonb(k.codes), %1$s) as metadata
            from faults r %2$s""".formatted(OF_EQUIPMENT, EQUIPMENT_OF.formatted(CODES));

    private static final String WORK_ORDERS = """
            select 'WORK_ORDER', r.id, r.number,
                concat_ws('. ', concat_ws(' ', r.number, r.title), 'On: ' || concat_ws(' ', r.equipment, q.named),
                    r.description, 'Type: ' || r.type, 'Status: ' || r.status, 'Priority: ' || r.priority,
                    'Created: ' || r.created_on, 'Due: ' || r.due_date, 'Assigned to: ' || r.assigned_to),
                jsonb_build_object('title', r.title, 'number', r.number, 'date', r.created_on,
                    'work_order_type', r.type, 'priority', r.priority, 'status', r.status, 'due_date', r.due_date,
                    'assigned_to', r.assigned_to, 'equipment', to_jsonb(k.codes), %1$s)
            from work_orders r %2$s""".formatted(OF_EQUIPMENT, EQUIPMENT_OF.formatted(CODES));

    private static final String PARTS = """
            select 'PART', r.id, r.part_number,
                concat_ws('. ', concat_ws(' ', r.part_number, r.name), r.description, 'Maker: ' || r.manufacturer,
                    'For: ' || concat_ws(' ', array_to_string(r.equipment, ', '), q.named),
                    'In stock: ' || concat_ws(' ', trim_scale(r.quantity), r.unit), 'Location: ' || r.location),
                jsonb_build_object('title', r.name, 'part_number', r.part_number, 'manufacturer', r.manufacturer,
                    'equipment', to_jsonb(r.equipment), 'equipment_names', q.names, 'equipment_type', q.types,
                    'system', q.systems, 'quantity', trim_scale(r.quantity)::text,
                    'minimum', trim_scale(r.minimum)::text, 'unit', r.unit, 'location', r.location,
                    'demo', nullif(r.demo, false))
            from parts r %s""".formatted(EQUIPMENT_OF.formatted("r.equipment"));

    private static final String EQUIPMENT = """
            select 'EQUIPMENT', r.id, r.code,
                concat_ws('. ', concat_ws(' ', r.name, r.code), 'Type: ' || replace(r.type, '_', ' '),
                    'Make: ' || concat_ws(' ', r.manufacturer, r.model), 'Serial number: ' || r.serial_number,
                    'System: ' || r.system, 'Location: ' || r.zone,
                    'Also called: ' || nullif(array_to_string(r.aliases, ', '), '')),
                jsonb_build_object('title', r.name, 'code', r.code, 'equipment', r.code, 'equipment_type', r.type,
                    'manufacturer', r.manufacturer, 'model', r.model, 'serial_number', r.serial_number,
                    'side', r.side, 'system', r.system, 'location', r.zone, 'aliases', to_jsonb(r.aliases),
                    'demo', nullif(r.demo, false))
            from equipment r where r.yacht_id = :yacht""";

    private static final String RECORDS =
            String.join("\nunion all ", FAULTS, WORK_ORDERS, PARTS, EQUIPMENT).indent(4);

    /**
     * Each row with the words it holds ({@code offset 0} keeps what is costly from being worked out again for each
     * use); a word counts as much as it is rare among what was found. How near the words stand to each other
     * ({@code ts_rank_cd}, below 1) decides between rows that hold the same.
     */
    static final String WITH_WORDS = """
            with words as materialized (
                select ord, plainto_tsquery('english', word) as asked
                from jsonb_array_elements_text(cast(:words as jsonb)) with ordinality as w(word, ord)),
            codes as materialized (
                select ord, pattern from jsonb_array_elements_text(cast(:patterns as jsonb))
                with ordinality as p(pattern, ord)),
            matches as materialized (
                select c.type, c.id, m.held,
                    ts_rank_cd(c.lexemes, websearch_to_tsquery('english', :any), 32) as nearness
                from (
                    select 'DOCUMENT_CHUNK' as type, d.id, d.document_id, null as code, d.content, d.metadata,
                        d.search_vector as lexemes
                    from document_chunks d where d.yacht_id = :yacht
                    union all
                    (select r.type, r.id, null, r.code, r.content, r.metadata, to_tsvector('english', r.content)
                    from (%s) r offset 0)) c
                cross join lateral (select array(
                    select w.ord from words w where c.lexemes @@ w.asked
                    union all
                    select 1000 + p.ord from codes p where c.content ilike p.pattern
                    union all
                    select 2000 where lower(regexp_replace(c.code, '[^[:alnum:]]', '', 'g')) in (
                        select jsonb_array_elements_text(cast(:joined as jsonb)))) as held offset 0) m
                where cardinality(m.held) > 0 %s),
            rarity as (
                select each.ord, ln(1 + (select count(*) from matches)::float8 / count(*)) as weight
                from matches cross join lateral unnest(held) as each(ord) group by each.ord)
            select type, id, nearness + (
                select sum(r.weight) from unnest(held) as each(ord) join rarity r on r.ord = each.ord) as score
            from matches order by score desc, type, id limit :limit""".replace("(%s) r", "(" + RECORDS + ") r");

    /** Distances first, then their order: for few vectors, all are compared. */
    static final String NEAREST_OF_FEW = """
            with mine as materialized (
                select v.chunk_id, v.embedding <=> cast(:vector as vector) as distance
                from %s v join document_chunks c on c.id = v.chunk_id and c.yacht_id = v.yacht_id
                where v.yacht_id = :yacht %s)
            select chunk_id, 1 - distance as score from mine order by distance, chunk_id limit :limit""";

    static final String NEAREST_OF_MANY = """
            select v.chunk_id, 1 - (v.embedding <=> cast(:vector as vector)) as score
            from %s v join document_chunks c on c.id = v.chunk_id and c.yacht_id = v.yacht_id
            where v.yacht_id = :yacht %s
            order by v.embedding <=> cast(:vector as vector) limit :limit""";

    /** Without its iterative scan a filter that keeps one row in a hundred would find nothing. */
    static final String GRAPH_SETTINGS = """
            select '[1]'::vector, set_config('hnsw.iterative_scan', 'relaxed_order', true),
                set_config('hnsw.ef_search', '100', true)""";

    static final String STORED_VECTORS = """
            select e.chunk_id, e.embedding
            from chunk_embeddings e join document_chunks c on c.id = e.chunk_id and c.yacht_id = e.yacht_id
            where e.yacht_id = :yacht and e.space = :space and octet_length(e.embedding) = :bytes %s""";

    static final String READ = """
            select 'DOCUMENT_CHUNK' as type, c.id, c.document_id, c.chunk_index, c.content, c.metadata::text
            from document_chunks c where c.yacht_id = :yacht and c.id = any(cast(:ids as uuid[]))
            union all
            select r.type, r.id, null, null, r.content, jsonb_strip_nulls(r.metadata)::text
            from (%s) r where r.id = any(cast(:ids as uuid[]))""".formatted(RECORDS);

    private CorpusSql() {}
}
