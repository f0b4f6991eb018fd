package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.Target;
import io.yuhitsu.contracts.Stores;
import io.yuhitsu.json.SettingsJson;
import io.yuhitsu.testing.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How many pages PostgreSQL reads for a query: few, however many jobs wait, and however many are done. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PostgresAccessPathTest {
    private static final int JOBS = 20_000;
    /** A walk down an index is three or four pages; the table has more than two thousand. */
    private static final int FEW = 60;

    private static final Pattern PAGES = Pattern.compile("\"Shared (?:Hit|Read) Blocks\": (\\d+)");

    @TempDir
    static Path folder;

    private static TestDatabase test;

    @BeforeAll
    static void manyJobsWait() throws Exception {
        test = TestDatabase.postgres(folder, "paths");
        // The older half is done: whoever goes through the jobs in their order meets them first.
        fill("paths", JOBS, JOBS / 2);
    }

    private static void fill(String name, int jobs, int done) throws Exception {
        PostgresServer.shared()
                .execute(
                        name,
                        "alter table jobs set (autovacuum_enabled = off); alter table deliveries set (autovacuum_enabled = off);"
                                + "insert into jobs (id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob,"
                                + " settings, version, stage, state, attempts, child_deaths, result_stored, progress,"
                                + " received_at, changed_at) select 'j' || lpad(i::text, 20, '0'), 't' || i % 3, 'default',"
                                + " md5(i::text), lpad(i::text, 64, '0'), 1, md5(i::text), '"
                                + JobRows.json(Stores.settings("folder")) + "', 1,"
                                + " case when i < " + done + " then 'DONE' else 'TRANSCRIBE' end,"
                                + " case when i < " + done + " then 'DONE' else 'READY' end,"
                                + " 0, 0, false, 0, 0, 0 from generate_series(1, " + jobs + ") i;"
                                + "insert into turns (stage, tenant, turn) select s, 't' || t, 0 from"
                                + " unnest(array['TRANSCRIBE', 'SUMMARISE', 'RENDER', 'APPROVE']) s, generate_series(0, 2) t;"
                                + "insert into deliveries (id, job, tenant, version, channel, target, state, attempts, changed_at)"
                                + " select 'd' || substr(id, 2), id, tenant, 1, 'folder', '"
                                + SettingsJson.write(new Target("x", "folder", Map.of())) + "',"
                                + " case when stage = 'DONE' then 'DELIVERED' else 'READY' end, 0, 0 from jobs");
    }

    @AfterAll
    static void close() {
        test.close();
    }

    /** As the server does it by itself sooner or later; not here, where some tests come before. */
    private static void analysed(String tables) throws Exception {
        PostgresServer.shared().execute("paths", "analyze " + tables);
    }

    private static int pages(String sql, Object... values) {
        return test.database.write(TestDatabase.STEP, tx -> {
            String plan = String.join(
                    "\n",
                    tx.select("explain (analyze, buffers, format json) " + sql, values)
                            .mapTo(String.class)
                            .list());
            // The first one is that of the whole plan.
            Matcher hit = PAGES.matcher(plan);
            int pages = 0;
            for (int i = 0; i < 2; i++) {
                assertThat(hit.find()).as(plan).isTrue();
                pages += Integer.parseInt(hit.group(1));
            }
            if (pages >= FEW) {
                System.err.println(plan);
            }
            return pages;
        });
    }

    private static void readsFewPages() {
        Engine engine = test.database.engine();
        assertThat(pages(JobQueue.tenants(engine), "TRANSCRIBE")).isLessThan(FEW);
        assertThat(pages(JobQueue.tenants(engine), "RENDER")).isLessThan(FEW);
        assertThat(pages(JobQueue.oldest(engine), "TRANSCRIBE", "t1")).isLessThan(FEW);
        assertThat(pages(JdbcDeliveryStore.oldest(engine), "folder")).isLessThan(FEW);
    }

    @Test
    @Order(1)
    void claimReadsFewPagesBeforeTheTablesAreAnalysed() {
        readsFewPages();
    }

    @Test
    void claimReadsFewPagesWhenTheTablesAreAnalysed() throws Exception {
        analysed("jobs, turns, deliveries");

        readsFewPages();
    }

    /** All statements of it together. */
    private static void aWholeClaimFetchesFewRows(TestDatabase test) {
        fetchesFewRows(test, tx -> JobQueue.claim(tx, Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE));
        fetchesFewRows(test, tx -> JdbcDeliveryStore.claim(tx, Set.of("folder"), Stores.OWNER, Stores.LEASE));
    }

    private static void fetchesFewRows(TestDatabase test, Function<Tx, Optional<?>> claim) {
        test.database.change(TestDatabase.STEP, tx -> {
            long before = fetched(tx);
            assertThat(claim.apply(tx)).isPresent();
            assertThat(fetched(tx) - before).isPositive().isLessThan(FEW);
        });
    }

    /** Counted since the connection last reported, which it does between transactions. */
    private static long fetched(Tx tx) {
        return tx.select(
                        "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables")
                .mapTo(long.class)
                .one();
    }

    @Test
    @Order(1)
    void wholeClaimFetchesFewRowsBeforeTheTablesAreAnalysed() {
        aWholeClaimFetchesFewRows(test);
    }

    /** Nothing was ever done in this database: the planner knows the tables as empty ones. */
    @Test
    void wholeClaimFetchesFewRowsRightAfterABurst() throws Exception {
        try (TestDatabase burst = TestDatabase.postgres(folder.resolve("burst"), "burst")) {
            PostgresServer.shared().execute("burst", "analyze jobs");
            fill("burst", 5_000, 0);

            aWholeClaimFetchesFewRows(burst);
        }
    }

    @Test
    void wholeClaimFetchesFewRowsWhenTheTablesAreAnalysed() throws Exception {
        analysed("jobs, turns, deliveries");

        aWholeClaimFetchesFewRows(test);
    }

    @Test
    void manyClaimsLeaveNoTrailThatLaterOnesHaveToWalk() throws Exception {
        analysed("jobs, turns, deliveries");
        JdbcJobStore jobs = new JdbcJobStore(test.database);
        for (int i = 0; i < 800; i++) {
            assertThat(jobs.claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE)).isPresent();
        }

        readsFewPages();
    }

    @Test
    void sweepReadsOnlyWhatIsDue() throws Exception {
        analysed("jobs");

        assertThat(pages("select distinct stage from jobs where due_at <= ?", 5L))
                .isLessThan(FEW);
        assertThat(pages("select min(due_at) from jobs")).isLessThan(FEW);
    }

    @Test
    void knownContentIsFoundByItsIndex() {
        assertThat(pages(
                        "select id from jobs where tenant = ? and profile = ? and recording_sha256 = ?",
                        "t1",
                        "default",
                        Stores.hash(1).hex()))
                .isLessThan(FEW);
    }

    @Test
    void listReadsAboutAPage() throws Exception {
        analysed("jobs");

        assertThat(pages(
                        "select " + JobRows.COLUMNS + " from jobs where tenant = ? and state = ? and id < ?"
                                + " order by id desc fetch first 10 rows only",
                        "t1",
                        "READY",
                        "j" + "0".repeat(15) + "19000"))
                .isLessThan(FEW);
    }
}
