-- The services own nothing and cannot make tables; a new embedding space needs one. This function makes that one
-- kind of table and no other, as its owner.
--
-- Vectors of many yachts lie in one table. It is cut in sixteen by yacht: a graph then holds a sixteenth of the
-- fleet, and a search in one yacht passes over fewer rows that are not its own.
create function create_vector_table(table_name text, dimensions integer, m integer, ef_construction integer)
    returns void
    language plpgsql security definer set search_path from current as
$$
declare
    most_spaces constant integer := 32;
    parts       constant integer := 16;
    found       integer;
begin
    if table_name !~ '^chunk_vectors_[a-z0-9_]{1,40}$' then
        raise exception 'not a name of a vector table: %', table_name;
    end if;
    perform pg_advisory_xact_lock(hashtext('create_vector_table'));
    if to_regclass(table_name) is not null then
        select atttypmod into found from pg_attribute
        where attrelid = to_regclass(table_name) and attname = 'embedding';
        if found is distinct from dimensions then
            raise exception 'vectors in % have % dimensions, not %', table_name, found, dimensions;
        end if;
        return;
    end if;
    if (select count(*) from pg_class where relkind = 'p' and relname like 'chunk\_vectors\_%') >= most_spaces then
        raise exception 'there are % embedding spaces already; drop the tables of old ones', most_spaces;
    end if;
    execute format('create table %I (
            chunk_id  uuid not null references document_chunks on delete cascade,
            yacht_id  uuid not null references yachts on delete cascade,
            embedding vector(%s) not null,
            primary key (chunk_id, yacht_id)
        ) partition by hash (yacht_id)', table_name, dimensions);
    for part in 0 .. parts - 1 loop
        execute format('create table %I partition of %I for values with (modulus %s, remainder %s)',
            table_name || '_' || part, table_name, parts, part);
        -- Nothing is granted on a part; were it ever, there is no policy that lets a row through.
        execute format('alter table %I enable row level security', table_name || '_' || part);
        execute format('alter table %I force row level security', table_name || '_' || part);
    end loop;
    execute format('create index on %I (yacht_id)', table_name);
    execute format('create index on %I using hnsw (embedding vector_cosine_ops) with (m = %s, ef_construction = %s)',
        table_name, m, ef_construction);
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format('create policy own_yacht on %I
        using (yacht_id = current_yacht()) with check (yacht_id = current_yacht())', table_name);
    execute format('grant select, insert, update, delete on %I to ${app_role}', table_name);
end
$$;
revoke execute on function create_vector_table(text, integer, integer, integer) from public;
grant execute on function create_vector_table(text, integer, integer, integer) to ${app_role};

-- What it held is a copy; the service fills the new one from chunk_embeddings.
drop table chunk_vectors_bge_small_en_v15;
do $$ begin perform create_vector_table('chunk_vectors_bge_small_en_v15', 384, 16, 100); end $$;
