-- Files that were received and not read yet, in parts so that neither side holds a whole one in memory. Gone when
-- their file is read.
create table job_files (
    job_id   uuid    not null references jobs on delete cascade,
    yacht_id uuid    not null references yachts on delete cascade,
    position integer not null,
    part     integer not null,
    bytes    bytea   not null,
    primary key (job_id, position, part)
);
-- Most of these formats are compressed already.
alter table job_files alter column bytes set storage external;
alter table job_files enable row level security;
alter table job_files force row level security;
create policy own_yacht on job_files using (yacht_id = current_yacht()) with check (yacht_id = current_yacht());
grant select, insert, update, delete on job_files to ${app_role};
create index jobs_to_read on jobs (yacht_id, created_at)
    where kind = 'ingest_files' and status in ('queued', 'running');
