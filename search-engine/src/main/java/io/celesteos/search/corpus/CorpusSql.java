package io.celesteos.search.corpus;

/**
 * The statements of the corpus. A row's version is its {@code xmin}, the transaction that wrote it: unlike a
 * time stamp it changes whoever changes the row. Passages made of two rows put one in each half of 64 bits.
 */
final class CorpusSql {

    private static final String CHUNK_VERSION = "(c.xmin::text::bigint << 32) | coalesce(e.xmin::text::bigint, 0)";
    private static final String RECORD_VERSION = "(r.xmin::text::bigint << 32) | coalesce(q.stamp, 0)";

    private static final String CHUNKS = """
            from document_chunks c
            left join chunk_embeddings e on e.chunk_id = c.id and e.yacht_id = c.yacht_id and e.space = :space
            where c.yacht_id = :yacht""";

    /** A record with what its equipment says of itself: faults and work orders name one, parts several. */
    private static final String WITH_EQUIPMENT = """
            from %s r left join lateral (
                select max(q.xmin::text::bigint) as stamp, array_agg(distinct q.name) as names,
                    array_agg(distinct q.type) as types, array_agg(distinct q.manufacturer) as makers,
                    array_agg(distinct q.model) as models, array_agg(distinct q.system) as systems,
                    array_agg(distinct also.name) as also_named
                from equipment q left join lateral unnest(q.aliases) as also(name) on true
                where q.yacht_id = r.yacht_id and q.code = any(%s)) q on true
            where r.yacht_id = :yacht""";

    private static final String CODES_OF_TEXT = "regexp_split_to_array(r.equipment, '\\s*[;,]\\s*')";
    private static final String FAULTS = WITH_EQUIPMENT.formatted("faults", CODES_OF_TEXT);
    private static final String WORK_ORDERS = WITH_EQUIPMENT.formatted("work_orders", CODES_OF_TEXT);
    private static final String PARTS = WITH_EQUIPMENT.formatted("parts", "r.equipment");
    private static final String AMONG = " and %s.id = any(cast(:ids as uuid[]))";

    static final String WATERMARK = "select generation, stamp::text from index_generations where yacht_id = :yacht";

    /** The head, how far back changes are told, and the stamp that belongs to the generation asked about. */
    static final String HISTORY = """
            select g.generation, g.stamp::text, g.logged_from, c.stamp::text as held
            from index_generations g
            left join index_changes c on c.yacht_id = g.yacht_id and c.generation = :generation
            where g.yacht_id = :yacht""";

    /**
     * A row without an id stands for a statement that changed too many to be told; one with an empty list of ids
     * changed answers and nothing that is held here.
     */
    static final String CHANGES = """
            select distinct c.changed, changed_row.id
            from index_changes c left join lateral unnest(c.ids) as changed_row(id) on true
            where c.yacht_id = :yacht and c.generation > :generation
                and (c.ids is null or changed_row.id is not null)
            limit :limit""";

    /** What shows an equipment's name, type and make: its records, whichever of them name it. */
    static final String DEPENDANTS = """
            select 'FAULT' as type, id from faults where yacht_id = :yacht
            union all select 'WORK_ORDER', id from work_orders where yacht_id = :yacht
            union all select 'PART', id from parts where yacht_id = :yacht""";

    static final String MAY_ASK_FOR_THE_CLUSTER = """
            select has_function_privilege('pg_control_system()', 'execute')
                and has_function_privilege('pg_control_checkpoint()', 'execute')""";

    /** Another cluster, another database in it, or a timeline begun by a recovery. */
    static final String CLUSTER = """
            select s.system_identifier || '/' || d.oid || '/' || c.timeline_id
            from pg_control_system() s, pg_control_checkpoint() c, pg_database d
            where d.datname = current_database()""";

    static final String DATABASE_ALONE = "select oid::text from pg_database where datname = current_database()";

    static final String VERSIONS = "select 'DOCUMENT_CHUNK' as type, c.id, " + CHUNK_VERSION + " as version " + CHUNKS
            + " union all select 'EQUIPMENT', r.id, r.xmin::text::bigint from equipment r where r.yacht_id = :yacht"
            + " union all select 'FAULT', r.id, " + RECORD_VERSION + " " + FAULTS
            + " union all select 'WORK_ORDER', r.id, " + RECORD_VERSION + " " + WORK_ORDERS
            + " union all select 'PART', r.id, " + RECORD_VERSION + " " + PARTS;

    static final String READ_CHUNKS = "select c.id, c.document_id, c.chunk_index, c.content, c.metadata::text, "
            + "e.embedding, " + CHUNK_VERSION + " as version " + CHUNKS + AMONG.formatted("c");
    static final String READ_EQUIPMENT =
            "select r.*, r.xmin::text::bigint as version from equipment r where r.yacht_id = :yacht"
                    + AMONG.formatted("r");
    static final String READ_FAULTS = record(FAULTS);
    static final String READ_WORK_ORDERS = record(WORK_ORDERS);
    static final String READ_PARTS = record(PARTS);

    private CorpusSql() {}

    private static String record(String from) {
        return "select r.*, q.names, q.types, q.makers, q.models, q.systems, q.also_named, " + RECORD_VERSION
                + " as version " + from + AMONG.formatted("r");
    }
}
