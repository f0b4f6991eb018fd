-- For databases that several servers can reach.

-- Which database this is and by which keys its jobs' content can be read: one row, made by the first server that opens it.
create table installation (
    id varchar(32) not null primary key,
    keys_fingerprint varchar(64) not null,
    made_at bigint not null
);

-- PostgreSQL takes the primary key instead when it may, to read it in its order and to leave out what does not wait: that is
-- everything ever done. An order of its own keeps the two apart.
drop index jobs_queue;
create index jobs_queue on jobs (stage, state, tenant, id${byte_order});
drop index deliveries_queue;
create index deliveries_queue on deliveries (state, channel, id${byte_order});
