package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.tenancy.YachtId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two yachts' rows, written past row-level security. */
final class Fleet {

    static final String MODEL = "test-model";
    private static final String SPACE = "test-space";
    private static final String TABLE = "chunk_vectors_test_space";

    private final JdbcTemplate owner;

    Fleet(JdbcTemplate owner) {
        this.owner = owner;
    }

    void empty() {
        for (String table : new String[] {
            "yacht_spaces",
            "chunk_embeddings",
            "document_chunks",
            "documents",
            "faults",
            "equipment",
            "parts",
            "work_orders"
        }) {
            owner.update("delete from " + table);
        }
        owner.execute("drop table if exists " + TABLE);
        owner.update(
                "insert into embedding_spaces (name, table_name, model, dimensions, announced_at) values (?, ?, ?, 3, now())"
                        + " on conflict do nothing",
                SPACE,
                TABLE,
                MODEL);
    }

    UUID chunk(YachtId yacht, String content, String metadata) {
        UUID id = UUID.randomUUID();
        UUID document = UUID.randomUUID();
        owner.update(
                "insert into documents (id, yacht_id, title, content_hash, body, metadata)"
                        + " values (?, ?, 'Manual', decode(md5(?), 'hex'), ?, cast(? as jsonb))",
                document,
                yacht.value(),
                id.toString(),
                content,
                metadata);
        owner.update(
                "insert into document_chunks (id, yacht_id, document_id, chunk_index, content, metadata, content_hash)"
                        + " values (?, ?, ?, 4, ?, cast(? as jsonb), decode(md5(?), 'hex'))",
                id,
                yacht.value(),
                document,
                content,
                metadata,
                id.toString());
        return id;
    }

    UUID chunk(YachtId yacht, String content, String metadata, float... vector) {
        UUID id = chunk(yacht, content, metadata);
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        owner.update(
                "insert into chunk_embeddings (chunk_id, space, yacht_id, embedding) values (?, ?, ?, ?)",
                id,
                SPACE,
                yacht.value(),
                bytes.array());
        return id;
    }

    UUID document(UUID chunk) {
        return owner.queryForObject("select document_id from document_chunks where id = ?", UUID.class, chunk);
    }

    /** As the search-engine does where it searches pgvector. */
    void mirrorInPgvector() {
        owner.execute("do $$ begin perform create_vector_table('" + TABLE + "', 3, 16, 100); end $$");
        owner.execute("insert into " + TABLE + " (chunk_id, yacht_id, embedding)"
                + " select id, yacht_id, cast('[0,0,1]' as vector) from document_chunks");
    }

    UUID fault(YachtId yacht, String code, String title, String equipment) {
        UUID id = UUID.randomUUID();
        owner.update(
                "insert into faults (id, yacht_id, code, occurred_on, equipment, title, resolution, severity)"
                        + " values (?, ?, ?, date '2024-03-05', ?, ?, 'Valve renewed', 'high')",
                id,
                yacht.value(),
                code,
                equipment,
                title);
        return id;
    }

    UUID equipment(YachtId yacht, String code, String name, String type) {
        UUID id = UUID.randomUUID();
        owner.update(
                "insert into equipment (id, yacht_id, code, name, type, manufacturer, aliases)"
                        + " values (?, ?, ?, ?, ?, 'Kohler', '{\"Gen 2\",\"starboard generator\"}')",
                id,
                yacht.value(),
                code,
                name,
                type);
        return id;
    }

    UUID part(YachtId yacht, String number, String name) {
        UUID id = UUID.randomUUID();
        owner.update(
                "insert into parts (id, yacht_id, part_number, name, quantity, equipment)"
                        + " values (?, ?, ?, ?, 2.50, '{GEN-2}')",
                id,
                yacht.value(),
                number,
                name);
        return id;
    }

    UUID workOrder(YachtId yacht, String number, String title) {
        UUID id = UUID.randomUUID();
        owner.update(
                "insert into work_orders (id, yacht_id, number, title, equipment, created_on)"
                        + " values (?, ?, ?, ?, 'GEN-2', date '2025-01-02')",
                id,
                yacht.value(),
                number,
                title);
        return id;
    }
}
