package io.yuhitsu.store.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.contracts.Stores;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database reads for a query, by its own count: few entries, however many jobs wait. */
final class AccessPathTest {
    private static final int TENANTS = 3;
    /** Derby reads index entries in lots of 16; a page holds some deleted ones. */
    private static final int FEW = 150;

    private static final Pattern VISITED =
            Pattern.compile("(?:Number of rows visited|Number of deleted rows visited|Rows scanned)\\s*=\\s*(\\d+)");

    @TempDir
    static Path folder;

    private static TestDatabase test;

    @BeforeAll
    static void manyJobsWait() throws Exception {
        test = TestDatabase.derby(folder);
        JdbcJobStore jobs = new JdbcJobStore(test.database);
        // Compiles the statements on empty tables, as a new server does; they have to be right when the tables have
        // grown.
        claim(jobs);
        jobs.sweep();
        test.database.change(TestDatabase.STEP, tx -> {
            for (Stage stage : Stage.values()) {
                for (int tenant = 0; tenant < TENANTS; tenant++) {
                    tx.update("insert into turns (stage, tenant, turn) values (?, ?, 0)", stage.name(), "t" + tenant);
                }
            }
        });
        for (int from = 0; from < 8_000; from += 1000) {
            insert(from, from + 1000);
            claim(jobs);
        }
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private static void insert(int from, int to) {
        test.database.change(TestDatabase.STEP, tx -> {
            for (int i = from; i < to; i++) {
                tx.update(
                        "insert into jobs (id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob,"
                                + " settings, version, stage, state, attempts, child_deaths, result_stored, progress,"
                                + " received_at, changed_at) values (?, ?, 'default', ?, ?, 1, ?, ?, 1, 'TRANSCRIBE',"
                                + " 'READY', 0, 0, false, 0, 0, 0)",
                        JobId.next(i).value(),
                        "t" + i % TENANTS,
                        Stores.blob().value(),
                        Stores.hash(i).hex(),
                        Stores.blob().value(),
                        JobRows.json(Stores.settings("folder")));
            }
        });
    }

    private static Optional<?> claim(JdbcJobStore jobs) {
        return jobs.claim(Stage.TRANSCRIBE, Stores.OWNER, Stores.LEASE);
    }

    /** How many entries and rows the database visits for a query. */
    private static int visited(String sql, Object... values) {
        return test.database.write(TestDatabase.STEP, tx -> {
            tx.handle().execute("call syscs_util.syscs_set_runtimestatistics(1)");
            tx.select(sql, values).mapToMap().list();
            String statistics = tx.select("values syscs_util.syscs_get_runtimestatistics()")
                    .mapTo(String.class)
                    .one();
            tx.handle().execute("call syscs_util.syscs_set_runtimestatistics(0)");
            Matcher counts = VISITED.matcher(statistics);
            int sum = 0;
            int scans = 0;
            while (counts.find()) {
                sum += Integer.parseInt(counts.group(1));
                scans++;
            }
            assertThat(scans).as(statistics).isPositive();
            return sum;
        });
    }

    @Test
    void claimReadsFewEntriesAmongManyWaitingJobs() {
        assertThat(visited(JobQueue.tenants(test.database.engine()), "TRANSCRIBE"))
                .isLessThan(FEW);
        assertThat(visited(JobQueue.oldest(test.database.engine()), "TRANSCRIBE", "t1"))
                .isLessThan(FEW);
    }

    @Test
    void claimOfAnEmptyStageReadsFewEntries() {
        assertThat(visited(JobQueue.tenants(test.database.engine()), "RENDER")).isLessThan(FEW);
    }

    @Test
    void manyClaimsLeaveNoTrailThatLaterOnesHaveToWalk() {
        JdbcJobStore jobs = new JdbcJobStore(test.database);
        for (int i = 0; i < 800; i++) {
            assertThat(claim(jobs)).isPresent();
        }

        assertThat(visited(JobQueue.tenants(test.database.engine()), "TRANSCRIBE"))
                .isLessThan(FEW);
        assertThat(visited(JobQueue.oldest(test.database.engine()), "TRANSCRIBE", "t1"))
                .isLessThan(FEW);
    }

    @Test
    void sweepReadsOnlyWhatIsDue() {
        assertThat(visited("select distinct stage from jobs where due_at <= ?", 5L))
                .isLessThan(FEW);
        assertThat(visited("select min(due_at) from jobs")).isLessThan(FEW);
    }

    @Test
    void knownContentIsFoundByItsIndex() {
        assertThat(visited(
                        "select id from jobs where tenant = ? and profile = ? and recording_sha256 = ?",
                        "t1",
                        "default",
                        Stores.hash(1).hex()))
                .isLessThan(FEW);
    }

    @Test
    void listReadsAboutAPage() {
        assertThat(visited(
                        "select " + JobRows.COLUMNS + " from jobs where tenant = ? and state = ? and id < ?"
                                + " order by id desc fetch first 10 rows only",
                        "t1",
                        "READY",
                        JobId.next(5_000).value()))
                .isLessThan(FEW);
    }
}
